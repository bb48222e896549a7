/** Tries a service with one lead and shows what it would become. It keeps nothing. */
import { useEffect, useState } from 'react';
import type { ContactId } from '../../../shared/domain/ids.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Field, Select } from '../../components/field.tsx';
import styles from './connections.module.css';
import type { Service } from './service-text.ts';
import { SERVICE_WORDS } from './service-words.ts';
import { StateLine } from './state-line.tsx';
import type { Said } from './use-answered.ts';

type Lead = ResponseOf<'leads.page'>['leads'][number];
type Tried = ResponseOf<'enrichment.test'>;

/** Enough to choose from. */
const LEADS_SHOWN = 50;

interface ServiceTrialProps {
  /** Null while a field of the form can't be read. */
  readonly service: Service | null;
  readonly typedKey: string | null;
  /** The button was pressed: what is wrong may be said now. */
  readonly onAsk: () => void;
}

export function ServiceTrial({ service, typedKey, onAsk }: ServiceTrialProps) {
  const leads = useSomeLeads();
  const [chosen, setChosen] = useState<ContactId | null>(null);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState<Tried | null>(null);
  const contactId = chosen ?? leads?.[0]?.contact.id ?? null;
  const test = async () => {
    onAsk();
    setTried(null);
    if (service === null || contactId === null) return;
    setBusy(true);
    const answer = await call('enrichment.test', { service, key: typedKey, contactId });
    setBusy(false);
    setTried(answer.ok ? answer.value : { kind: 'no', because: answer.error.message });
  };
  if (leads !== null && leads.length === 0) return <p className={styles.hint}>{SERVICE_WORDS.noLead}</p>;
  const said = tried === null ? null : wordsOf(tried);
  return (
    <>
      <div className={styles.secret}>
        <Field label={SERVICE_WORDS.lead} className={styles.grow}>
          {(ids) => (
            <Select
              {...ids}
              value={contactId ?? ''}
              onChange={({ target: { value } }) =>
                setChosen(leads?.find(({ contact }) => contact.id === value)?.contact.id ?? null)
              }
            >
              {(leads ?? []).map(({ account, contact }) => (
                <option key={contact.id} value={contact.id}>
                  {account.name}: {contact.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button busy={busy} disabled={contactId === null} onClick={() => void test()}>
          {busy ? SERVICE_WORDS.testing : SERVICE_WORDS.test}
        </Button>
      </div>
      {said !== null && <StateLine tone={said.tone} title={said.words} />}
      {tried?.kind === 'found' && (
        <dl className={styles.findings}>
          {[...tried.facts, ...tried.signals].map(({ label, value }, at) => (
            <div key={`${at} ${label}`} className={styles.finding}>
              <dt>{label}</dt>
              <dd data-copy>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function wordsOf(tried: Tried): Said {
  switch (tried.kind) {
    case 'found':
      return { tone: 'supported', words: SERVICE_WORDS.found(tried.facts.length, tried.signals.length) };
    case 'verdict':
      return { tone: 'supported', words: SERVICE_WORDS.verdicts[tried.verification] };
    case 'nothing':
      return { tone: 'refused', words: SERVICE_WORDS.testNothing };
    case 'no':
      return { tone: 'refused', words: tried.because };
    default:
      return tried satisfies never;
  }
}

/** Null before the first answer. */
function useSomeLeads(): readonly Lead[] | null {
  const [leads, setLeads] = useState<readonly Lead[] | null>(null);
  useEffect(() => {
    let current = true;
    void call('leads.page', { queue: null, search: '', firstId: null, afterId: null, limit: LEADS_SHOWN }).then(
      (answer) => {
        if (current) setLeads(answer.ok ? answer.value.leads : []);
      },
    );
    return () => {
      current = false;
    };
  }, []);
  return leads;
}
