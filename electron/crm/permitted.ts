/**
 * The door to the CRM: every write is held against the permission table before it is passed on. It must never let a write through
 * that the table does not have, and never drop a refused one silently: `onRefused` puts it into the trace.
 */
import { LibraryKind } from '../../shared/domain/library-entry.ts';
import type { Person } from '../../shared/domain/person.ts';
import { whyNotPutLibrary } from '../../shared/policy/library-put.ts';
import { mayMove, type MoveFacts } from '../../shared/policy/lifecycle.ts';
import { groupOf, groupOfPolicyChange, mayWrite, whyNotRemoveSuppression } from '../../shared/policy/permissions.ts';
import type { Connector, DocumentKind, PushOp, PushResult, SuppressionRemoval } from '../ports/connector.ts';

/** A write that was not passed on, with ids and codes only. */
export interface RefusedWrite {
  readonly opId: string;
  readonly kind: PushOp['kind'] | 'document' | 'suppression-remove';
  readonly actor: PushOp['actor'];
  readonly personId: string | null;
  /** The contact, package, opportunity or document it was about. */
  readonly about: string;
  readonly because: string;
}

export interface PermittedOptions {
  /** Called once for each refused write, before its answer is given. */
  readonly onRefused: (refused: RefusedWrite) => void;
  /** What is known of a lead when the agent asks to move it; nothing known counts as not so. */
  readonly moveFacts?: (op: Extract<PushOp, { kind: 'lifecycle' }>) => MoveFacts;
}

/** Documents that configure the team: changed by RevOps alone. Entries of the library have a way of their own. */
const CONFIGURATION: ReadonlySet<DocumentKind> = new Set(['policy', 'grant']);

/** What the write is about, for the trace. */
function aboutOf(op: PushOp): string {
  switch (op.kind) {
    case 'activity':
      return op.touch.contactId;
    case 'lifecycle':
    case 'source-tag':
    case 'task':
    case 'suggestion':
      return op.contactId;
    case 'package-outcome':
      return op.packageId;
    case 'package':
      return op.pkg.id;
    case 'lead':
      return op.lead.contactId;
    case 'opportunity':
      return op.opportunity.id;
    case 'opportunity-stage':
      return op.opportunityId;
    default:
      return op satisfies never;
  }
}

/** Why the table refuses the op, or null. */
function whyNotPermitted(op: PushOp, moveFacts: PermittedOptions['moveFacts']): string | null {
  if (op.kind === 'lifecycle') {
    const move = mayMove(op.actor, op.stage, { reason: op.because, ...moveFacts?.(op) });
    return move.kind === 'allowed' ? null : move.because;
  }
  const group = groupOf(op);
  switch (mayWrite(op.actor, group)) {
    case 'write':
      return null;
    case 'suggest':
      return `${op.actor} may only suggest a change of ${group}`;
    case 'no':
      return `${op.actor} may not write ${group}`;
  }
}

interface Refusal {
  readonly person: Person;
  readonly because: string;
}

/** The connector behind the permission table. Everything but writes passes untouched. */
export function permitted(connector: Connector, options: PermittedOptions): Connector {
  let team: readonly Person[] | null = null;

  /** Why the op's actor is not who it says, or null. Roles are asked again before anybody is refused: RevOps may have changed one. */
  async function whyNotThatActor(op: PushOp): Promise<string | null> {
    if (op.personId === null) return op.actor === 'agent' ? null : `a write as ${op.actor} needs a person`;
    const fits = (): boolean => team?.find((person) => person.id === op.personId)?.role === op.actor;
    if (op.actor === 'agent' || fits()) return null;
    team = (await connector.whoAmI()).people;
    return fits() ? null : `${op.personId} does not have the role ${op.actor}`;
  }

  async function push(ops: readonly PushOp[]): Promise<readonly PushResult[]> {
    const refusals = new Map<PushOp, PushResult>();
    for (const op of ops) {
      const because = (await whyNotThatActor(op)) ?? whyNotPermitted(op, options.moveFacts);
      if (because === null) continue;
      options.onRefused({
        opId: op.opId,
        kind: op.kind,
        actor: op.actor,
        personId: op.personId,
        about: aboutOf(op),
        because,
      });
      refusals.set(op, { opId: op.opId, kind: 'forbidden', because, retryAfterMs: null });
    }
    const allowed = ops.filter((op) => !refusals.has(op));
    const answers = allowed.length === 0 ? [] : await connector.push(allowed);
    const answered = new Map(allowed.map((op, at) => [op, answers[at]]));
    return ops.map(
      (op) =>
        refusals.get(op) ??
        answered.get(op) ?? {
          opId: op.opId,
          kind: 'unknown',
          because: 'the CRM gave no answer for this op',
          retryAfterMs: null,
        },
    );
  }

  /** A role may have changed since the removal was asked for, so it is asked again each time. */
  async function removeSuppression(opId: string, removal: SuppressionRemoval): Promise<PushResult> {
    team = (await connector.whoAmI()).people;
    const person = team.find(({ id }) => id === removal.personId);
    const because =
      person === undefined
        ? `${removal.personId} is not on the team`
        : whyNotRemoveSuppression(person.role, { ...removal, entryReason: removal.entry.reason });
    if (because === null) return connector.suppression.remove(opId, removal);
    options.onRefused({
      opId,
      kind: 'suppression-remove',
      actor: person?.role ?? 'agent',
      personId: removal.personId,
      about: removal.entry.id,
      because,
    });
    return { opId, kind: 'forbidden', because, retryAfterMs: null };
  }

  /** Why the document may not be written by whom the connection is signed in as, or null; asked of the CRM each time. */
  async function whyNotPut(kind: DocumentKind, id: string, body: unknown): Promise<Refusal | null> {
    const library = LibraryKind.safeParse(kind);
    if (!CONFIGURATION.has(kind) && !library.success) return null;
    const { person, people } = await connector.whoAmI();
    if (!library.success) {
      const group =
        kind === 'policy'
          ? groupOfPolicyChange((await connector.documents.get(kind, id))?.body, body)
          : 'configuration';
      const may = mayWrite(person.role, group) === 'write';
      return may ? null : { person, because: `${person.role} may not write ${group}` };
    }
    const isOnlyRevOps = !people.some(({ id: other, role }) => role === 'revops' && other !== person.id);
    const before = (await connector.documents.get(kind, id))?.body ?? null;
    const by = { id: person.id, role: person.role, isOnlyRevOps };
    const because = whyNotPutLibrary(by, { kind: library.data, id, before, after: body });
    return because === null ? null : { person, because };
  }

  return {
    ...connector,
    push,
    suppression: { ...connector.suppression, remove: removeSuppression },
    documents: {
      ...connector.documents,
      put: async (kind, id, version, body) => {
        const refusal = await whyNotPut(kind, id, body);
        if (refusal !== null) {
          const { person, because } = refusal;
          options.onRefused({
            opId: `document:${kind}:${id}:${version}`,
            kind: 'document',
            actor: person.role,
            personId: person.id,
            about: `${kind}:${id}`,
            because,
          });
          return 'forbidden';
        }
        return connector.documents.put(kind, id, version, body);
      },
    },
  };
}
