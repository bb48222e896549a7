/** The signed record of an approval: who, when, the exact message, the evidence and the versions behind it. */
import { z } from 'zod';
import { Attestation } from './draft-edit.ts';
import { RailCode } from './finding.ts';
import { DecisionId, DeviceId, FactId, KeyId, PackageId, PersonId } from './ids.ts';
import { MessageKind } from './handoff-package.ts';
import { OutgoingMessage } from './outgoing-message.ts';
import { Role } from './person.ts';
import { EpochMs } from './time.ts';

/** `<local@domain>`, fixed at countersigning so that a message can be found again. */
export const MessageId = z
  .string()
  .regex(/^<[A-Za-z0-9.-]+@[A-Za-z0-9.-]+>$/)
  .max(250);

/** What is signed, as canonical JSON (RFC 8785). A field added here raises `formatVersion`. */
export const SignedContent = z.object({
  formatVersion: z.literal(1),
  messageId: MessageId,
  message: OutgoingMessage,
  messageKind: MessageKind,
  packageId: PackageId,
  packageRevision: z.int().min(1),
  decisionId: DecisionId,
  /** Cited facts with their values, in the order of their ids. */
  facts: z.array(z.object({ id: FactId, value: z.string() })),
  templateVersion: z.string(),
  promptVersion: z.string(),
  model: z.string(),
  policyVersion: z.int().min(1),
  personId: PersonId,
  role: Role,
  deviceId: DeviceId,
  atMs: EpochMs,
  seen: z.array(RailCode),
  attested: z.array(Attestation),
});
export type SignedContent = z.infer<typeof SignedContent>;

export const Countersignature = z.object({
  /** Canonical JSON of a `SignedContent`, byte for byte what was signed. */
  signed: z.string(),
  keyId: KeyId,
  /** Ed25519 over the UTF-8 bytes of `signed`, base64. */
  signature: z.base64(),
});
export type Countersignature = z.infer<typeof Countersignature>;

/** A person's public key on one device, as the CRM's team documents hold it. */
export const PublicKey = z.object({
  keyId: KeyId,
  personId: PersonId,
  deviceId: DeviceId,
  /** SPKI, PEM. */
  publicKey: z.string().max(500),
  createdAtMs: EpochMs,
  revokedAtMs: EpochMs.nullable(),
});
export type PublicKey = z.infer<typeof PublicKey>;
