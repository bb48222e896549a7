/** What a card of the board says: of a lead who it is and since when, of an opportunity also what it is worth, when it is to close and whose it is. */
import { Age } from '../../components/age.tsx';
import { TierChip } from '../../components/chip.tsx';
import { HiddenWords } from '../../components/visually-hidden.tsx';
import type { ListedLead } from '../../../shared/ipc/channels/agent.ts';
import type { ListedOpportunity } from '../../../shared/ipc/channels/board.ts';
import { titleOf, type BoardCard, type BoardStage } from './board-card.ts';
import { BOARD_WORDS } from './board-words.ts';
import styles from './board.module.css';
import { amountWords, closesWords, useOwnerName } from './opportunity-words.ts';

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

export function CardFace({ card, nowMs }: { readonly card: BoardCard; readonly nowMs: number }) {
  return card.kind === 'lead' ? (
    <LeadFace listed={card.listed} nowMs={nowMs} />
  ) : (
    <OpportunityFace listed={card.listed} nowMs={nowMs} />
  );
}

function LeadFace({ listed, nowMs }: { readonly listed: ListedLead; readonly nowMs: number }) {
  const { contact, lead, standing, stageSinceMs } = listed;
  return (
    <>
      <Who listed={listed} stage={lead.stage} sinceAtMs={stageSinceMs} nowMs={nowMs} />
      <span className={styles.foot} title={standing?.because}>
        {lead.nextStepAtMs !== null && lead.stage === 'nurture'
          ? (lead.nextStepAtMs > nowMs ? BOARD_WORDS.until : BOARD_WORDS.due)(days.format(lead.nextStepAtMs))
          : standing?.score == null
            ? contact.title
            : `${BOARD_WORDS.score(Math.round(standing.score))} · ${contact.title}`}
      </span>
    </>
  );
}

function OpportunityFace({ listed, nowMs }: { readonly listed: ListedOpportunity; readonly nowMs: number }) {
  const { opportunity, contact } = listed;
  const { stage, sinceAtMs, because } = opportunity.standing;
  const owner = useOwnerName(opportunity);
  const said = [amountWords(opportunity), closesWords(opportunity, nowMs)].filter((part) => part !== null);
  return (
    <>
      <Who listed={listed} stage={stage} sinceAtMs={sinceAtMs} nowMs={nowMs} />
      <span className={styles.foot} title={because === '' ? undefined : because}>
        {said.length === 0 ? contact.title : said.join(' · ')}
      </span>
      <span className={styles.foot}>
        <HiddenWords words={`${BOARD_WORDS.detail.owner}: `} />
        {owner}
      </span>
    </>
  );
}

interface WhoProps {
  readonly listed: Pick<ListedLead, 'account' | 'contact'>;
  readonly stage: BoardStage;
  /** Null where nobody saw it come there. */
  readonly sinceAtMs: number | null;
  readonly nowMs: number;
}

function Who({ listed: { account, contact }, stage, sinceAtMs, nowMs }: WhoProps) {
  return (
    <>
      <span className={styles.account}>
        <span className={styles.words}>{account.name}</span>
        <TierChip tier={account.tier} />
      </span>
      <span className={styles.contact}>
        <span className={styles.words}>{contact.name}</span>
        {sinceAtMs !== null && (
          <span className={styles.since}>
            <Age atMs={sinceAtMs} nowMs={nowMs} />
            <HiddenWords words={BOARD_WORDS.inStage(titleOf(stage))} />
          </span>
        )}
      </span>
    </>
  );
}
