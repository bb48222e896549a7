/** A countersigned message with everything a first touch has, under reserved domains; each test changes what it is about. */
import { SignedContent } from '../../shared/domain/countersignature.ts';

/** A valid `SignedContent`; `change` is laid over it and the whole is parsed again. */
export function signedSample(
  change: Partial<Record<keyof SignedContent, unknown>> = {},
  message: Record<string, unknown> = {},
): SignedContent {
  return SignedContent.parse({
    formatVersion: 1,
    messageId: '<0b9f0c1e-5a7a-4c5c-9d0e-1f2a3b4c5d6e@ourco.example>',
    message: {
      mailboxId: 'mbx-sam',
      from: { name: 'Sam Okafor', address: 'sam@ourco.example' },
      to: 'dana.reyes@northwind.example',
      cc: [],
      bcc: [],
      subject: 'Your new Rotterdam hub',
      text: 'Hi Dana,\n\nYou opened a hub in Rotterdam on 3 November.\n\nWorth a look?\n\nSam\n\n-- \nNot for you? Reply "no" and I will not write again.\nOurco Ltd, 1 Example Street',
      headers: { 'List-Unsubscribe': '<mailto:opt-out@ourco.example?subject=unsubscribe>' },
      ...message,
    },
    messageKind: 'first-touch',
    packageId: 'pkg-1',
    packageRevision: 1,
    decisionId: 'dec-1',
    facts: [{ id: 'fact-1', value: 'Rotterdam' }],
    templateVersion: 't1',
    promptVersion: 'p1',
    model: 'drafter',
    policyVersion: 1,
    personId: 'person-sam',
    role: 'sdr',
    deviceId: 'device-1',
    atMs: 1_800_000_000_000,
    seen: [],
    attested: [],
    ...change,
  });
}
