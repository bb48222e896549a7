/** Branded identifiers: a contact's id can't be passed where a package's is asked for. */
import { z } from 'zod';

/** Ids come from CRMs and files: printable, no spaces, at most 120 characters, safe in a path and a header. */
const idText = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, { error: 'only letters, digits, and . _ : - are allowed in an id' });

export const AccountId = idText.brand<'AccountId'>();
export const ContactId = idText.brand<'ContactId'>();
export const SignalId = idText.brand<'SignalId'>();
export const FactId = idText.brand<'FactId'>();
export const PackageId = idText.brand<'PackageId'>();
export const TouchId = idText.brand<'TouchId'>();
export const SegmentId = idText.brand<'SegmentId'>();
export const SequenceId = idText.brand<'SequenceId'>();
export const ValuePropId = idText.brand<'ValuePropId'>();
export const PersonId = idText.brand<'PersonId'>();
export const MailboxId = idText.brand<'MailboxId'>();
export const DeviceId = idText.brand<'DeviceId'>();
export const KeyId = idText.brand<'KeyId'>();
export const DecisionId = idText.brand<'DecisionId'>();
export const SendId = idText.brand<'SendId'>();
export const SuppressionId = idText.brand<'SuppressionId'>();
export const EscalationId = idText.brand<'EscalationId'>();
export const ReplyId = idText.brand<'ReplyId'>();
export const AgentRunId = idText.brand<'AgentRunId'>();
export const LibraryId = idText.brand<'LibraryId'>();
export const OpportunityId = idText.brand<'OpportunityId'>();

export type AccountId = z.infer<typeof AccountId>;
export type ContactId = z.infer<typeof ContactId>;
export type SignalId = z.infer<typeof SignalId>;
export type FactId = z.infer<typeof FactId>;
export type PackageId = z.infer<typeof PackageId>;
export type TouchId = z.infer<typeof TouchId>;
export type SegmentId = z.infer<typeof SegmentId>;
export type SequenceId = z.infer<typeof SequenceId>;
export type ValuePropId = z.infer<typeof ValuePropId>;
export type PersonId = z.infer<typeof PersonId>;
export type MailboxId = z.infer<typeof MailboxId>;
export type DeviceId = z.infer<typeof DeviceId>;
export type KeyId = z.infer<typeof KeyId>;
export type DecisionId = z.infer<typeof DecisionId>;
export type SendId = z.infer<typeof SendId>;
export type SuppressionId = z.infer<typeof SuppressionId>;
export type EscalationId = z.infer<typeof EscalationId>;
export type ReplyId = z.infer<typeof ReplyId>;
export type AgentRunId = z.infer<typeof AgentRunId>;
export type LibraryId = z.infer<typeof LibraryId>;
export type OpportunityId = z.infer<typeof OpportunityId>;
