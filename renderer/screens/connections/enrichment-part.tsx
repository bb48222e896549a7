/** The services a lead is filled up from and its address checked with: set up, tried with one lead, saved. Keys are written, never read. */
import { Pencil, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Part } from '../../components/screen.tsx';
import styles from './connections.module.css';
import { ServiceForm } from './service-form.tsx';
import { servicesOf, settingsOf, type Service, type ServiceKind } from './service-text.ts';
import { SERVICE_WORDS } from './service-words.ts';
import { StateLine } from './state-line.tsx';
import { useAnswered } from './use-answered.ts';

const KINDS: readonly ServiceKind[] = ['provider', 'verifier'];

/** No two services have one name. */
const isOne = (each: Service, other: Service | null): boolean => each.config.name === other?.config.name;

interface Editing {
  readonly kind: ServiceKind;
  /** Null: a new one. */
  readonly service: Service | null;
}

export function EnrichmentPart() {
  const [kept, setKept] = useState<ResponseOf<'enrichment.read'> | null>(null);
  const [round, setRound] = useState(0);
  const [editing, setEditing] = useState<Editing | null>(null);
  const { ask, busy, said, say } = useAnswered();
  useEffect(() => {
    let current = true;
    void call('enrichment.read', {}).then((answer) => {
      if (!current) return;
      if (answer.ok) setKept(answer.value);
      else say({ tone: 'refused', words: answer.error.message });
    });
    return () => {
      current = false;
    };
  }, [round, say]);
  const services = kept === null ? [] : servicesOf(kept.settings);
  const save = (next: readonly Service[], keys: Record<string, string>, done: string) =>
    ask(
      () => call('enrichment.save', { settings: settingsOf(next), keys }),
      done,
      () => {
        setEditing(null);
        setRound((before) => before + 1);
      },
    );
  const begin = (next: Editing) => {
    say(null);
    setEditing(next);
  };
  return (
    <Part title={SERVICE_WORDS.title} explains={SERVICE_WORDS.why}>
      {kept?.problem != null && <StateLine tone="refused" title={kept.problem} />}
      {kept !== null && services.length === 0 && editing === null && (
        <StateLine tone="neutral" title={SERVICE_WORDS.none} aside={SERVICE_WORDS.noneAside} />
      )}
      {services.length > 0 && (
        <ul className={styles.services}>
          {services.map((service) => {
            const { kind, config } = service;
            return (
              <li key={`${kind} ${config.name}`}>
                <span className={styles.stateTitle}>{config.name}</span>
                <span className={styles.aside}>{SERVICE_WORDS.kinds[kind]}</span>
                <span className={styles.mono}>{config.url}</span>
                <IconButton size="sm" label={SERVICE_WORDS.edit(config.name)} onClick={() => begin({ kind, service })}>
                  <Pencil />
                </IconButton>
                <IconButton
                  size="sm"
                  label={SERVICE_WORDS.remove(config.name)}
                  onClick={() =>
                    save(
                      services.filter((each) => each !== service),
                      {},
                      SERVICE_WORDS.removed(config.name),
                    )
                  }
                >
                  <X />
                </IconButton>
              </li>
            );
          })}
        </ul>
      )}
      {kept !== null && editing !== null && (
        <ServiceForm
          key={`${editing.kind} ${editing.service?.config.name ?? ''}`}
          kind={editing.kind}
          service={editing.service}
          others={services.filter((each) => !isOne(each, editing.service))}
          keysKept={kept.keysKept}
          busy={busy}
          onCancel={() => setEditing(null)}
          onSave={(service, keys) =>
            save(
              editing.service === null
                ? [...services, service]
                : services.map((each) => (isOne(each, editing.service) ? service : each)),
              keys,
              SERVICE_WORDS.saved(service.config.name),
            )
          }
        />
      )}
      {kept !== null && editing === null && (
        <div className={styles.actions}>
          {KINDS.map((kind) => (
            <Button key={kind} onClick={() => begin({ kind, service: null })}>
              {SERVICE_WORDS.add[kind]}
            </Button>
          ))}
        </div>
      )}
      {said !== null && <StateLine tone={said.tone} title={said.words} />}
    </Part>
  );
}
