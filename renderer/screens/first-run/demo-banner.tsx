/** Tells a newcomer that this is a demo from which nothing leaves, and where the real thing begins. */
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';

const WORDS = {
  title: 'Demo workspace.',
  text: 'Invented companies and people; nothing leaves this machine.',
  importFile: 'Import a file',
  connect: 'Connect a mailbox',
} as const;

interface DemoBannerProps {
  readonly onImport: () => void;
  readonly onConnect: () => void;
  readonly onDismiss: () => void;
}

export function DemoBanner({ onImport, onConnect, onDismiss }: DemoBannerProps) {
  return (
    <Banner
      onDismiss={onDismiss}
      actions={
        <>
          <Button size="sm" onClick={onImport}>
            {WORDS.importFile}
          </Button>
          <Button size="sm" onClick={onConnect}>
            {WORDS.connect}
          </Button>
        </>
      }
    >
      <strong>{WORDS.title}</strong> {WORDS.text}
    </Banner>
  );
}
