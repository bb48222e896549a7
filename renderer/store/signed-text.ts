/** The text a person approved beside the agent's own, for one send: a React hook that reads and never writes. */
import type { EditClass } from '../../shared/domain/decision.ts';
import type { Send } from '../../shared/domain/send.ts';
import { deskDb } from './db.ts';
import { useLive } from './live.ts';
import { packageOf } from './texts.ts';

interface Text {
  readonly subject: string;
  readonly body: string;
}

export interface SignedText {
  readonly editClass: EditClass;
  readonly signed: Text;
  /** The draft as its package has it now; null where the package is no longer on this desk. */
  readonly draft: Text | null;
}

/** Undefined while it is read, null where this desk has no such approval. */
export function useSignedText(send: Send): SignedText | null | undefined {
  return useLive(`signed|${send.id}`, async () => {
    const { decisions, packages } = deskDb().relaxed;
    const [row, pkg] = await Promise.all([decisions.get(send.decisionId), packages.get(send.packageId)]);
    const decision = row?.record.decision;
    if (decision?.kind !== 'approve') return null;
    const { editClass, message, body } = decision;
    return {
      editClass,
      signed: { subject: message.subject, body },
      draft: pkg === undefined ? null : packageOf(pkg).draft,
    };
  });
}
