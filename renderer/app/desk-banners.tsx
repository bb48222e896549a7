/** The banners over a screen, worst first: at most two, so that the work keeps its place. */
import type { ReactNode } from 'react';
import type { Person } from '../../shared/domain/person.ts';
import type { Pause } from '../../shared/domain/world.ts';
import type { DeskStatus, Progress } from '../../shared/ipc/contract.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { DemoBanner } from '../screens/first-run/demo-banner.tsx';
import { whoPaused } from '../screens/settings/pause-part.tsx';
import type { Connection } from '../view-state/session.ts';

interface DeskBannersProps {
  readonly connection: Connection;
  readonly problem: string | null;
  readonly status: DeskStatus | null;
  readonly pause: Pause | null;
  readonly people: readonly Person[];
  readonly progress: Progress | null;
  /** Another window of this profile leads. */
  readonly follows: boolean;
  readonly onDismissFollows: () => void;
  readonly demo: boolean;
  readonly demoHidden: boolean;
  readonly onLedger: () => void;
  readonly onImport: () => void;
  readonly onConnections: () => void;
  readonly onSettings: () => void;
  readonly onSync: () => void;
  readonly onDismissDemo: () => void;
}

const MOST = 2;

export function DeskBanners(props: DeskBannersProps) {
  return <div>{bannersOf(props).slice(0, MOST)}</div>;
}

function bannersOf(props: DeskBannersProps): ReactNode[] {
  const { connection, problem, status, pause, people, progress } = props;
  const banners: ReactNode[] = [];
  if (connection === 'storage-full') {
    banners.push(
      <Banner key="storage" tone="refused" role="alert">
        <strong>This computer’s disk is full.</strong>{' '}
        {problem ?? 'New text can’t be kept here until there is room again. What was decided is safe.'} Free some space;
        the desk goes on by itself.
      </Banner>,
    );
  }
  if (status !== null && status.ledger.state !== 'open') {
    banners.push(
      <Banner
        key="ledger"
        tone="refused"
        role="alert"
        actions={
          <Button size="sm" onClick={props.onLedger}>
            What to do
          </Button>
        }
      >
        <strong>Sending has stopped.</strong> The ledger is {status.ledger.state}. Go on deciding: it is kept here until
        sending is possible again.
      </Banner>,
    );
  }
  if (connection === 'lost') {
    banners.push(
      <Banner key="lost" tone="attention">
        <strong>The desk does not answer.</strong>{' '}
        {problem ?? 'Go on deciding: everything is kept here and handed over as soon as it is back.'}
      </Banner>,
    );
  }
  if (pause !== null) {
    banners.push(
      <Banner
        key="pause"
        tone="attention"
        actions={
          <Button size="sm" onClick={props.onSettings}>
            Open settings
          </Button>
        }
      >
        <strong>Everything is paused</strong> by {whoPaused(pause, people)}: “{pause.reason}”. Approvals wait at the
        gate.
      </Banner>,
    );
  }
  if (connection === 'live' && status?.crm.state === 'unreachable') {
    banners.push(
      <Banner
        key="crm"
        tone="attention"
        actions={
          <Button size="sm" onClick={props.onSync}>
            Try now
          </Button>
        }
      >
        <strong>Offline.</strong> {status.crm.problem ?? 'The CRM can’t be reached.'} Go on deciding; each approval is
        checked again before it leaves.
      </Banner>,
    );
  }
  if (connection === 'live' && status !== null && status.mailbox.state !== 'ready') {
    banners.push(
      <Banner
        key="mailbox"
        tone="attention"
        actions={
          <Button size="sm" onClick={props.onConnections}>
            Open connections
          </Button>
        }
      >
        <strong>
          {status.mailbox.state === 'locked' ? 'The mailbox is locked.' : 'The mail server can’t be reached.'}
        </strong>{' '}
        {status.mailbox.problem ?? 'What you approve waits and leaves later.'}
      </Banner>,
    );
  }
  if (progress?.state === 'failed') {
    banners.push(
      <Banner
        key="progress"
        tone="attention"
        actions={
          <Button size="sm" onClick={props.onSync}>
            Try again
          </Button>
        }
      >
        <strong>{progress.label} did not finish.</strong> {progress.problem ?? 'What had arrived is kept.'}
      </Banner>,
    );
  }
  if (props.follows) {
    banners.push(
      <Banner key="follows" onDismiss={props.onDismissFollows}>
        <strong>The desk is open in another window too.</strong> That one hands decisions over; both show the same, and
        a package is edited in one of them at a time.
      </Banner>,
    );
  }
  if (props.demo && !props.demoHidden) {
    banners.push(
      <DemoBanner
        key="demo"
        onImport={props.onImport}
        onConnect={props.onConnections}
        onDismiss={props.onDismissDemo}
      />,
    );
  }
  return banners;
}
