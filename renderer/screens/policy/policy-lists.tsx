/** The policy's lists: consent by country, words, sequences, shares of a domain. */
import { useFieldArray, useFormContext } from 'react-hook-form';
import type { Person } from '../../../shared/domain/person.ts';
import { FormLines, FormSelect, FormText } from './form-field.tsx';
import { useFault } from './faults.ts';
import type { PolicyForm } from './form-values.ts';
import { ListRows } from './list-rows.tsx';
import styles from './policy.module.css';
import { POLICY_WORDS } from './policy-words.ts';

export function ConsentFields() {
  const { control, getValues } = useFormContext<PolicyForm>();
  const countries = useFieldArray({ control, name: 'consent.countries' });
  const fault = useFault('consent.countries');
  return (
    <>
      <div className={styles.half}>
        <FormSelect path="consent.otherwise" label={POLICY_WORDS.otherCountries} options={POLICY_WORDS.regimes} />
      </div>
      {fault !== null && <p className={styles.fault}>{fault}</p>}
      <ListRows
        ids={countries.fields.map(({ id }) => id)}
        nameOf={(at) => getValues(`consent.countries.${at}.code`)}
        add={POLICY_WORDS.addCountry}
        onAdd={() => countries.append({ code: '', regime: 'prior-consent' })}
        onRemove={(at) => countries.remove(at)}
      >
        {(at) => (
          <div className={styles.country}>
            <FormText path={`consent.countries.${at}.code`} label={POLICY_WORDS.country} mono />
            <FormSelect
              path={`consent.countries.${at}.regime`}
              label={POLICY_WORDS.regime}
              options={POLICY_WORDS.regimes}
            />
          </div>
        )}
      </ListRows>
    </>
  );
}

export function PhraseFields() {
  const { control, getValues } = useFormContext<PolicyForm>();
  const banned = useFieldArray({ control, name: 'banned' });
  const topics = useFieldArray({ control, name: 'verifyFirst' });
  return (
    <>
      <h3 className={styles.listTitle}>{POLICY_WORDS.banned}</h3>
      <ListRows
        ids={banned.fields.map(({ id }) => id)}
        nameOf={(at) => getValues(`banned.${at}.phrase`)}
        add={POLICY_WORDS.addPhrase}
        onAdd={() => banned.append({ phrase: '', because: '' })}
        onRemove={(at) => banned.remove(at)}
      >
        {(at) => (
          <div className={styles.pair}>
            <FormText path={`banned.${at}.phrase`} label={POLICY_WORDS.phrase} />
            <FormText path={`banned.${at}.because`} label={POLICY_WORDS.because} />
          </div>
        )}
      </ListRows>
      <h3 className={styles.listTitle}>{POLICY_WORDS.verifyFirst}</h3>
      <ListRows
        ids={topics.fields.map(({ id }) => id)}
        nameOf={(at) => POLICY_WORDS.topics[getValues(`verifyFirst.${at}.topic`)]}
        add={POLICY_WORDS.addTopic}
        onAdd={() => topics.append({ topic: 'pricing', phrases: '', sources: '' })}
        onRemove={(at) => topics.remove(at)}
      >
        {(at) => (
          <div className={styles.topic}>
            <FormSelect path={`verifyFirst.${at}.topic`} label={POLICY_WORDS.topic} options={POLICY_WORDS.topics} />
            <FormLines path={`verifyFirst.${at}.phrases`} label={POLICY_WORDS.phrase} hint={POLICY_WORDS.oneALine} />
            <FormLines path={`verifyFirst.${at}.sources`} label={POLICY_WORDS.sources} hint={POLICY_WORDS.oneALine} />
          </div>
        )}
      </ListRows>
      <FormLines path="spam" label={POLICY_WORDS.spam} hint={POLICY_WORDS.oneALine} />
    </>
  );
}

export function SequenceFields() {
  const { control, getValues } = useFormContext<PolicyForm>();
  const sequences = useFieldArray({ control, name: 'sequences' });
  const fault = useFault('sequences');
  return (
    <>
      {fault !== null && <p className={styles.fault}>{fault}</p>}
      <ListRows
        ids={sequences.fields.map(({ id }) => id)}
        nameOf={(at) => getValues(`sequences.${at}.name`)}
        add={POLICY_WORDS.addSequence}
        onAdd={() =>
          sequences.append({
            id: '',
            name: '',
            state: 'draft',
            approvedBy: '',
            segmentIds: [],
            steps: '1 email, 4 email, 8 email, 14 email',
          })
        }
        onRemove={(at) => sequences.remove(at)}
      >
        {(at) => (
          <div className={styles.sequence}>
            <FormText path={`sequences.${at}.name`} label={POLICY_WORDS.sequenceName} />
            <FormText path={`sequences.${at}.id`} label={POLICY_WORDS.sequenceId} mono />
            <FormSelect
              path={`sequences.${at}.state`}
              label={POLICY_WORDS.sequenceState}
              options={POLICY_WORDS.sequenceStates}
            />
            <FormText path={`sequences.${at}.approvedBy`} label={POLICY_WORDS.sequenceApprovedBy} />
            <div className={styles.whole}>
              <FormText path={`sequences.${at}.steps`} label={POLICY_WORDS.steps} hint={POLICY_WORDS.stepsHint} />
            </div>
          </div>
        )}
      </ListRows>
    </>
  );
}

export function ShareFields({ people }: { readonly people: readonly Person[] }) {
  const { control, getValues } = useFormContext<PolicyForm>();
  const domains = useFieldArray({ control, name: 'domainShares' });
  return (
    <ListRows
      ids={domains.fields.map(({ id }) => id)}
      nameOf={(at) => getValues(`domainShares.${at}.domain`)}
      add={POLICY_WORDS.addDomain}
      onAdd={() => domains.append(newDomain(people))}
      onRemove={(at) => domains.remove(at)}
    >
      {(at) => (
        <div className={styles.shares}>
          <FormText path={`domainShares.${at}.domain`} label={POLICY_WORDS.domain} mono />
          <SharesOf domainAt={at} people={people} />
        </div>
      )}
    </ListRows>
  );
}

function SharesOf({ domainAt, people }: { readonly domainAt: number; readonly people: readonly Person[] }) {
  const { control, getValues } = useFormContext<PolicyForm>();
  const shares = useFieldArray({ control, name: `domainShares.${domainAt}.shares` });
  const fault = useFault(`domainShares.${domainAt}.shares`);
  // A mailbox of somebody who left the team keeps its name until it is taken out.
  const listed = getValues(`domainShares.${domainAt}.shares`).map(({ mailboxId }): [string, string] => [
    mailboxId,
    mailboxId,
  ]);
  const options = Object.fromEntries([
    ...listed,
    ...people.map(({ mailbox }): [string, string] => [mailbox.id, mailbox.address]),
  ]);
  return (
    <div>
      <ListRows
        ids={shares.fields.map(({ id }) => id)}
        nameOf={(at) => options[getValues(`domainShares.${domainAt}.shares.${at}.mailboxId`)] ?? ''}
        add={POLICY_WORDS.addShare}
        onAdd={() => shares.append({ mailboxId: Object.keys(options)[0] ?? '', percent: 0 })}
        onRemove={(at) => shares.remove(at)}
      >
        {(at) => (
          <div className={styles.share}>
            <FormSelect
              path={`domainShares.${domainAt}.shares.${at}.mailboxId`}
              label={POLICY_WORDS.mailbox}
              options={options}
            />
            <FormText path={`domainShares.${domainAt}.shares.${at}.percent`} label={POLICY_WORDS.percent} number />
          </div>
        )}
      </ListRows>
      {fault !== null && <p className={styles.fault}>{fault}</p>}
    </div>
  );
}

/** The team's first domain with its mailboxes at equal shares. */
function newDomain(people: readonly Person[]): PolicyForm['domainShares'][number] {
  const domain = people[0]?.mailbox.address.split('@')[1] ?? '';
  const own = people.filter(({ mailbox }) => mailbox.address.endsWith(`@${domain}`));
  return {
    domain,
    shares: own.map(({ mailbox }) => ({ mailboxId: mailbox.id, percent: Math.floor(100 / own.length) })),
  };
}
