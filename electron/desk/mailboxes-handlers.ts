/** Answers the channels of mailboxes and domains: health, checks, ramps, pauses, reports. Holds no rule of its own. */
import type { MailAccount } from '../../shared/domain/mail-account.ts';
import type { Desk } from '../ports/desk.ts';
import { calibrate } from '../inbox/calibrate.ts';
import type { HandlerParts } from './handlers.ts';
import { LIST_KEY } from './incoming.ts';
import type { WorkingDesk } from './working-desk.ts';

type Handlers = Pick<
  Desk['handlers'],
  | 'mailbox.sign-in'
  | 'mailbox.sign-in-end'
  | 'mailbox.sign-in-cancel'
  | 'mailbox.calibrate'
  | 'opt-out-list.read'
  | 'opt-out-list.set-key'
>;

export function makeMailboxesHandlers({
  parts,
  work,
}: {
  readonly parts: HandlerParts;
  readonly work: () => WorkingDesk;
}): Handlers {
  const { ports, mailbox } = parts;
  /** The account that the newest sign-in is for. */
  let signsInTo: MailAccount | null = null;
  return {
    'mailbox.sign-in': async ({ account, clientSecret }) => {
      const { auth, user } = account;
      if (auth.kind !== 'oauth' || auth.authorizationUrl === null)
        return { kind: 'no', because: 'This account has no consent page: paste a refresh token.' };
      signsInTo = account;
      const secret = mailbox.account.clientSecret(account, clientSecret);
      try {
        const { id, url, isOpen } = await mailbox.signIns.begin({
          auth: { ...auth, authorizationUrl: auth.authorizationUrl },
          user,
          clientSecret: secret,
        });
        return { kind: 'begun', signInId: id, url, isOpen };
      } catch (cause) {
        ports.log.error('sign-in.not-begun', cause);
        return { kind: 'no', because: 'No address on this computer could be opened for the browser to come back to.' };
      }
    },
    'mailbox.sign-in-end': async ({ signInId }) => {
      const end = await mailbox.signIns.find(signInId)?.end;
      if (end === undefined || signsInTo === null) return { kind: 'no', because: 'This sign-in is over. Begin again.' };
      if (end.kind === 'no') return end;
      mailbox.account.granted(signsInTo, end.refreshToken);
      return { kind: 'ok' };
    },
    'mailbox.sign-in-cancel': ({ signInId }) => {
      mailbox.signIns.cancel(signInId);
      return { kind: 'ok' };
    },
    'mailbox.calibrate': async () => {
      const transport = mailbox.transport();
      const reader = mailbox.reader(parts.person().mailbox);
      if (mailbox.account.read().kind !== 'smtp' || transport === null)
        return { kind: 'no', because: 'Choose a mail account first; there is nothing to learn of the sink.' };
      if (reader === null)
        return { kind: 'no', because: 'Let this mailbox be read over IMAP first: the test mail is looked for there.' };
      const { clock, random } = ports;
      const answer = await calibrate({ clock, random, transport, reader }, parts.person().mailbox.address);
      if (answer.kind === 'no') return answer;
      const kept = mailbox.account.keepCalibration(answer.calibration);
      if (kept.kind === 'no') return kept;
      // The header that keeps our Message-ID is looked for from now on.
      await mailbox.stopReading();
      return answer;
    },
    'opt-out-list.read': () => {
      const { ledger, incoming } = work();
      return {
        url: ledger.copies.policy()?.unsubscribe.listUrl ?? null,
        hasKey: ports.secrets.read(LIST_KEY) !== null,
        ...incoming.optOutList.state(),
      };
    },
    'opt-out-list.set-key': ({ key }) => {
      const { incoming } = work();
      ports.secrets.write(LIST_KEY, key);
      incoming.optOutList.changed();
      return { kind: 'ok' };
    },
  };
}
