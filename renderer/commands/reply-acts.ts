/** What a person does with a reply: label it, take it over, close it, stop writing to its writer. Each is told, and the main process does it. */
import { domainOf } from '../../shared/domain/email-address.ts';
import type { Reply } from '../../shared/domain/reply.ts';
import type { ReplyClass } from '../../shared/domain/reply-class.ts';
import { call } from '../bridge.ts';
import type { ReplyOnScreen } from '../store/reply-queries.ts';
import { countsAs, isWithSomebody } from '../store/reply-rows.ts';
import { suppressionChoice, type DoNotContactScope } from './choices.ts';
import { notify } from './notify.ts';
import { oneLine } from './one-line.ts';
import { putOff, rememberUndo } from './put-off.ts';
import { replyClassChoice, suppressesAtOnce, writerName } from './reply-choices.ts';
import { addressIn } from '../../shared/policy/replies/writer-address.ts';

const NO_ADDRESS = 'Not suppressed: there is no address in this mail’s From line.';

/** Says why a call did not do what it was asked; null where it did. */
function refusal(
  what: string,
  result:
    | { readonly ok: true; readonly value: { readonly kind: 'ok' } | { readonly kind: 'no'; readonly because: string } }
    | { readonly ok: false; readonly error: { readonly message: string } },
): string | null {
  if (!result.ok) return `${what}: ${result.error.message}`;
  return result.value.kind === 'no' ? `${what}: ${result.value.because}` : null;
}

export async function labelReply(reply: Reply, label: ReplyClass): Promise<void> {
  const { title } = replyClassChoice(label);
  const refused = refusal('Not labelled', await call('reply.label', { replyId: reply.id, class: label }));
  if (refused !== null) {
    notify({ id: reply.id, kind: 'problem', text: refused });
    return;
  }
  const before = countsAs(reply);
  const said = `Labelled ${title}: ${writerName(reply)}.`;
  // A suppression stands whatever the mail is called afterwards, and what nobody had read has no former class.
  if (before === 'unread' || suppressesAtOnce(label) || before === label) {
    notify({ id: reply.id, kind: 'info', text: said });
    return;
  }
  rememberUndo(reply.id, said, async () => {
    const kept = refusal('Not undone', await call('reply.label', { replyId: reply.id, class: before }));
    notify({
      id: reply.id,
      kind: kept === null ? 'undone' : 'problem',
      text: kept ?? `Undone: ${replyClassChoice(before).title} again.`,
    });
  });
}

/** Still to be taken over: not with a person, and not done with. */
export function canBeTaken({ reply, escalation }: Pick<ReplyOnScreen, 'reply' | 'escalation'>): boolean {
  return !isWithSomebody(reply, escalation ?? undefined);
}

export async function takeOverReply(reply: Reply, note = ''): Promise<void> {
  const result = await call('reply.escalate', { replyId: reply.id, note: oneLine(note, 500) });
  const refused = refusal('Not taken over', result);
  notify({
    id: reply.id,
    kind: refused === null ? 'info' : 'problem',
    text: refused ?? `${writerName(reply)} is yours now. The thread stands in Escalations.`,
  });
}

/** Asked of the main process once the undo window is over. */
export function closeReply(reply: Reply): void {
  const name = writerName(reply);
  putOff(reply.id, `Closed: ${name}.`, `Undone. ${name} is open again.`, async () =>
    refusal(`${name} is not closed`, await call('reply.close', { replyId: reply.id })),
  );
}

/** The main process suppresses at once and keeps the undo window itself. */
export async function suppressWriter(reply: Reply, scope: DoNotContactScope, note: string): Promise<void> {
  const address = addressIn(reply.from);
  if (address === null) {
    notify({ id: reply.id, kind: 'problem', text: NO_ADDRESS });
    return;
  }
  const asked = countsAs(reply) === 'unsubscribe';
  const quoted = reply.reading?.evidence.at(0)?.text;
  const evidence =
    oneLine(note, 500) || (asked && quoted !== undefined ? `They wrote “${quoted}”` : 'Decided on their reply');
  const result = await call('suppression.add', {
    scope,
    value: scope === 'domain' ? domainOf(address) : address,
    reason: asked ? 'unsubscribe' : 'manual',
    evidence: oneLine(evidence, 500),
    expiresAtMs: null,
    // The list that offers the domain has asked twice.
    confirmed: true,
  });
  if (!result.ok) {
    notify({ id: reply.id, kind: 'problem', text: `Not suppressed: ${result.error.message}` });
    return;
  }
  const answer = result.value;
  switch (answer.kind) {
    case 'no':
      notify({ id: reply.id, kind: 'blocked', text: `Not suppressed: ${answer.because}` });
      return;
    case 'confirm':
      notify({ id: reply.id, kind: 'blocked', text: `Not suppressed: ${answer.what} asks for a second look.` });
      return;
    case 'added':
      rememberUndo(reply.id, `Do not contact: ${suppressionChoice(scope).does}`, async () => {
        const kept = refusal('Not undone', await call('suppression.undo', { id: answer.id }));
        notify({
          id: reply.id,
          kind: kept === null ? 'undone' : 'problem',
          text: kept ?? 'Undone. They may be written to again.',
        });
      });
  }
}
