/** What the desk speaks to: its state in words, and the controls to change it. */
import { useSession } from '../../view-state/session.ts';
import { useDeskView } from '../../view-state/desk-view.ts';
import { ScreenBody, ScreenHead } from '../../components/screen.tsx';
import { CONNECTION_WORDS } from './connections-words.ts';
import { CrmPart } from './crm-part.tsx';
import { EnrichmentPart } from './enrichment-part.tsx';
import { MailboxPart } from './mailbox-part.tsx';
import { ModelPart } from './model-part.tsx';
import { OptOutListPart } from './opt-out-list-part.tsx';
import { SecretsPart } from './secrets-part.tsx';

export function ConnectionsScreen() {
  const status = useSession((session) => session.status);
  const progress = useSession((session) => session.progress);
  const setView = useDeskView((view) => view.set);
  return (
    <ScreenBody label={CONNECTION_WORDS.title}>
      <ScreenHead title={CONNECTION_WORDS.title} context={CONNECTION_WORDS.context} />
      {status === null ? (
        <p>{CONNECTION_WORDS.reading}</p>
      ) : (
        <>
          <CrmPart crm={status.crm} progress={progress} onImport={() => setView({ overlay: 'import' })} />
          <MailboxPart mailbox={status.mailbox} />
          <ModelPart />
          <EnrichmentPart />
          <OptOutListPart />
          <SecretsPart secrets={status.secrets} />
        </>
      )}
    </ScreenBody>
  );
}
