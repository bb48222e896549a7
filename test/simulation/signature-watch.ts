/** Whether a person's key signed what stands at the mail server's door: read from the files a desk left, with no code of the desk's. */
import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Countersignature, PublicKey, SignedContent } from '../../shared/domain/countersignature.ts';
import type { SignedLine } from './ledger-watch.ts';

/** Null where it is signed as it has to be, else what is wrong. */
export function whyNotSigned(home: string, line: SignedLine | null, messageId: string, to: string): string | null {
  if (line === null) return 'nothing was signed';
  const { signed, keyId, signature } = JSON.parse(line.countersignature) as Countersignature;
  const { keys } = JSON.parse(readFileSync(join(home, 'public-keys.json'), 'utf8')) as {
    readonly keys: readonly PublicKey[];
  };
  const key = keys.find((each) => each.keyId === keyId);
  if (key === undefined) return 'nobody knows its key';
  if (!verify(null, Buffer.from(signed, 'utf8'), createPublicKey(key.publicKey), Buffer.from(signature, 'base64')))
    return 'its signature does not fit';
  const content = JSON.parse(signed) as SignedContent;
  if (content.personId !== key.personId) return 'somebody else’s key signed it';
  const says = [content.messageId, content.decisionId, content.packageId, content.message.to];
  const is = [messageId, line.send.decisionId, line.send.packageId, to];
  return says.join(' ') === is.join(' ') ? null : `it was signed as ${says.join(' ')}`;
}
