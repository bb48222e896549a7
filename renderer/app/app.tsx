/** The frame of the desk: the left column, the chosen screen beside it, and what lies over both. It decides nothing about mail. */
import { useEffect, useState } from 'react';
import { signBatch } from '../commands/batch.ts';
import { onScreen } from '../commands/on-screen.ts';
import { useCommands, useRegistryKeys } from '../commands/registry.ts';
import { select } from '../commands/select.ts';
import { openReply } from '../commands/shown-incoming.ts';
import { syncNow } from '../commands/sync-now.ts';
import { Split } from '../components/panes.tsx';
import { HiddenTitle } from '../components/visually-hidden.tsx';
import { BatchDialog } from '../screens/review/batch-dialog.tsx';
import { AgentScreen } from '../screens/agent/agent-screen.tsx';
import { BoardScreen } from '../screens/board/board-screen.tsx';
import { ConnectionsScreen } from '../screens/connections/connections-screen.tsx';
import { EscalationScreen } from '../screens/escalations/escalation-screen.tsx';
import { Opening } from '../screens/first-run/opening.tsx';
import { Help } from '../screens/help/help.tsx';
import { ImportDialog } from '../screens/import/import-dialog.tsx';
import { MailboxesScreen } from '../screens/mailboxes/mailboxes-screen.tsx';
import { Palette } from '../screens/palette/palette.tsx';
import { RolesDialog } from '../screens/roles/roles-dialog.tsx';
import { PolicyScreen } from '../screens/policy/policy-screen.tsx';
import { ReplyScreen } from '../screens/replies/reply-screen.tsx';
import { QueueTableScreen } from '../screens/queue-table/queue-table-screen.tsx';
import { ReviewScreen } from '../screens/review/review-screen.tsx';
import { ScoringScreen } from '../screens/scoring/scoring-screen.tsx';
import { SentScreen } from '../screens/sent/sent-screen.tsx';
import { SettingsScreen } from '../screens/settings/settings-screen.tsx';
import { SinceAwayScreen } from '../screens/since-away/since-away-screen.tsx';
import { SuppressionScreen } from '../screens/suppression/suppression-screen.tsx';
import { VersionsScreen } from '../screens/versions/versions-screen.tsx';
import { TrustLogScreen } from '../screens/trust-log/trust-log-screen.tsx';
import { useDesk, useEscalations, usePackage } from '../store/queries.ts';
import { useReply, useReplyCounts } from '../store/reply-queries.ts';
import { useDeskView, type Screen } from '../view-state/desk-view.ts';
import { useIncomingView } from '../view-state/incoming-view.ts';
import { useSession } from '../view-state/session.ts';
import { SCREEN_NAMES, WORDS } from './app-words.ts';
import { AwayColumn } from './away-column.tsx';
import { CallsColumn } from './calls-column.tsx';
import { DeskBanners } from './desk-banners.tsx';
import { DeskProblems } from './desk-problems.tsx';
import { EscalationsColumn } from './escalations-column.tsx';
import { LeftColumn } from './left-column.tsx';
import { Notices } from './notices.tsx';
import { RepliesColumn } from './replies-column.tsx';
import { ReviewColumn } from './review-column.tsx';
import { useShellView } from './shell-view.ts';
import { useAway } from './use-away.ts';
import styles from './app.module.css';

export function App() {
  useRegistryKeys();
  const person = useSession((session) => session.person);
  return (
    <>
      {person === null ? <Start /> : <Desk />}
      <Overlays />
      <Problems />
      <Notices />
    </>
  );
}

function Start() {
  const progress = useSession((session) => session.progress);
  const connection = useSession((session) => session.connection);
  const problem = useSession((session) => session.problem);
  const words = connection === 'lost' ? (problem ?? WORDS.notAnswering) : WORDS.starting;
  return <Opening title={WORDS.product} words={words} progress={progress} />;
}

/** Screens that are all content: their name is only said. */
const UNTITLED: ReadonlySet<Screen> = new Set(['review', 'escalations', 'since-away', 'sent']);

function Desk() {
  const screen = useDeskView((view) => view.screen);
  return (
    <div className={styles.desk}>
      <Banners />
      <div className={styles.panes}>
        <Split
          name="column"
          label={WORDS.resizeList}
          side="left"
          initialPx={272}
          minPx={220}
          maxPx={420}
          restMinPx={790}
          sized={
            <LeftColumn>
              <Column />
            </LeftColumn>
          }
        >
          <main className={styles.main} aria-label={SCREEN_NAMES[screen]} key={screen}>
            {UNTITLED.has(screen) && <HiddenTitle words={SCREEN_NAMES[screen]} />}
            <ChosenScreen />
          </main>
        </Split>
      </div>
    </div>
  );
}

function Column() {
  const screen = useDeskView((view) => view.screen);
  const personId = useSession((session) => session.person?.id ?? null);
  switch (screen) {
    case 'escalations':
      return <Escalations in="column" />;
    case 'hot-replies':
      return <RepliesColumn key={screen} personId={personId} queue="hot" />;
    case 'replies':
      return <RepliesColumn key={screen} personId={personId} queue="all" />;
    case 'calls':
      return <CallsColumn personId={personId} />;
    case 'since-away':
      return <SinceAway in="column" />;
    case 'review':
    case 'table':
    case 'sent':
    case 'agent':
    case 'board':
    case 'versions':
    case 'suppression':
    case 'policy':
    case 'scoring':
    case 'mailboxes':
    case 'trust-log':
    case 'connections':
    case 'settings':
      return <ReviewColumn personId={personId} />;
  }
}

function ChosenScreen() {
  const screen = useDeskView((view) => view.screen);
  switch (screen) {
    case 'review':
      return <ReviewScreen />;
    case 'table':
      return <QueueTableScreen />;
    case 'escalations':
      return <Escalations in="screen" />;
    case 'hot-replies':
      return <Replies queue="hot" />;
    case 'replies':
      return <Replies queue="all" />;
    case 'calls':
      return <ReviewScreen />;
    case 'since-away':
      return <SinceAway in="screen" />;
    case 'sent':
      return <SentScreen />;
    case 'agent':
      return <AgentScreen />;
    case 'board':
      return <BoardScreen />;
    case 'versions':
      return <VersionsScreen />;
    case 'suppression':
      return <SuppressionScreen />;
    case 'policy':
      return <PolicyScreen />;
    case 'scoring':
      return <ScoringScreen />;
    case 'mailboxes':
      return <MailboxesScreen />;
    case 'trust-log':
      return <TrustLogScreen />;
    case 'connections':
      return <ConnectionsScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}

/** The same rows in the column, and the open one on the screen. */
function Escalations({ in: place }: { readonly in: 'column' | 'screen' }) {
  const person = useSession((session) => session.person);
  const people = useSession((session) => session.people);
  const read = useEscalations(person?.id ?? null);
  const openId = useIncomingView((view) => view.escalationId);
  const setView = useDeskView((view) => view.set);
  const open = read?.find(({ id }) => id === openId) ?? null;
  const onScreen = usePackage(place === 'screen' ? (open?.packageId ?? null) : null);
  const reply = useReply(place === 'screen' ? (open?.context?.replyId ?? null) : null);
  if (place === 'column') return <EscalationsColumn escalations={read} openId={openId} />;
  if (read === undefined) return null;
  return (
    <EscalationScreen
      key={open?.id ?? 'none'}
      escalation={open}
      pkg={onScreen === null || onScreen === undefined ? onScreen : onScreen.pkg}
      reply={reply}
      people={people}
      onOpenPackage={(id) => {
        setView({ screen: 'review', mode: 'reading' });
        select(id);
      }}
      onOpenReply={openReply}
    />
  );
}

function Replies({ queue }: { readonly queue: 'hot' | 'all' }) {
  const personId = useSession((session) => session.person?.id ?? null);
  const chosen = useIncomingView((view) => view.filter);
  const filter = queue === 'hot' ? 'hot' : chosen;
  const counts = useReplyCounts(personId, [filter]);
  return <ReplyScreen empty={counts[filter] === 0 ? filter : null} />;
}

function SinceAway({ in: place }: { readonly in: 'column' | 'screen' }) {
  const personId = useSession((session) => session.person?.id ?? null);
  const setView = useDeskView((view) => view.set);
  const away = useAway(personId);
  if (place === 'column') return <AwayColumn away={away} />;
  return (
    <SinceAwayScreen
      send={away.chosen?.send ?? null}
      onShowSend={(id) => setView({ screen: 'sent', openSendId: id })}
    />
  );
}

function Banners() {
  const session = useSession();
  const { desk } = useDesk();
  const follows = useFollows();
  const followHidden = useShellView((view) => view.followBannerHidden);
  const demoHidden = useShellView((view) => view.demoBannerHidden);
  const setShell = useShellView((view) => view.set);
  const setView = useDeskView((view) => view.set);
  return (
    <DeskBanners
      connection={session.connection}
      problem={session.problem}
      status={session.status}
      pause={desk?.pauses.find(({ scope }) => scope === 'all') ?? null}
      people={session.people}
      progress={session.progress}
      demo={session.demo}
      follows={follows && !followHidden}
      onDismissFollows={() => setShell({ followBannerHidden: true })}
      demoHidden={demoHidden}
      onLedger={() => setShell({ ledgerAside: false })}
      onImport={() => setView({ overlay: 'import' })}
      onConnections={() => setView({ screen: 'connections' })}
      onSettings={() => setView({ screen: 'settings' })}
      onSync={() => void syncNow()}
      onDismissDemo={() => setShell({ demoBannerHidden: true })}
    />
  );
}

function Overlays() {
  const overlay = useDeskView((view) => view.overlay);
  const setView = useDeskView((view) => view.set);
  const commands = useCommands();
  const close = () => setView({ overlay: 'none' });
  switch (overlay) {
    case 'none':
      return null;
    case 'palette':
      return <Palette commands={commands} onClose={close} />;
    case 'help':
      return <Help commands={commands} onClose={close} />;
    case 'batch':
      return <Batch onClose={close} />;
    case 'roles':
      return <Roles onClose={close} />;
    case 'import':
      return <ImportDialog onClose={close} onReview={() => setView({ overlay: 'none', screen: 'review' })} />;
  }
}

function Roles({ onClose }: { readonly onClose: () => void }) {
  const person = useSession((session) => session.person);
  const people = useSession((session) => session.people);
  return <RolesDialog person={person} people={people} onClose={onClose} />;
}

function Batch({ onClose }: { readonly onClose: () => void }) {
  const ids = useDeskView((view) => view.batch);
  const { policy } = useDesk();
  const [shown] = useState(() => ids.flatMap((id) => onScreen(id)?.pkg ?? []));
  return (
    <BatchDialog
      packages={shown}
      policy={policy}
      onSign={(chosen) => {
        onClose();
        signBatch(chosen).catch(reportError);
      }}
      onClose={onClose}
    />
  );
}

function Problems() {
  const connection = useSession((session) => session.connection);
  const problem = useSession((session) => session.problem);
  const status = useSession((session) => session.status);
  const ledgerAside = useShellView((view) => view.ledgerAside);
  const setShell = useShellView((view) => view.set);
  return (
    <DeskProblems
      connection={connection}
      problem={problem}
      ledger={status?.ledger ?? null}
      ledgerAside={ledgerAside}
      onLedgerAside={() => setShell({ ledgerAside: true })}
    />
  );
}

/** Long enough to become the leading window where no other one is. */
const LEAD_MS = 3_000;

/** Whether another window of this profile hands decisions over, known only after a moment. */
function useFollows(): boolean {
  const follows = useSession((session) => session.connection === 'live' && !session.leading);
  const [known, setKnown] = useState(false);
  useEffect(() => {
    if (!follows) return;
    const timer = setTimeout(() => setKnown(true), LEAD_MS);
    return () => {
      clearTimeout(timer);
      setKnown(false);
    };
  }, [follows]);
  return follows && known;
}
