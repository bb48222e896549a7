/** Mailboxes and domains: reads what the desk knows and hands each press to a command. */
import { ScreenBody, ScreenHead } from '../../components/screen.tsx';

export function MailboxesScreen() {
  return (
    <ScreenBody label="Mailboxes and domains">
      <ScreenHead title="Mailboxes and domains" />
    </ScreenBody>
  );
}
