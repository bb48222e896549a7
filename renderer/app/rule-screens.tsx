/** The screens about rules and records, in the order they stand wherever they can be opened. */
import { Ban, Bot, Kanban, Library, Mailbox, Scale, ScrollText, Target } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Screen } from '../view-state/desk-view.ts';

interface RuleScreen {
  readonly screen: Screen;
  readonly icon: ReactNode;
  /** At the foot of the column too, where there is room for a few. */
  readonly atFoot?: true;
}

export const RULE_SCREENS: readonly RuleScreen[] = [
  { screen: 'board', icon: <Kanban />, atFoot: true },
  { screen: 'agent', icon: <Bot />, atFoot: true },
  { screen: 'suppression', icon: <Ban /> },
  { screen: 'policy', icon: <Scale />, atFoot: true },
  { screen: 'versions', icon: <Library /> },
  { screen: 'scoring', icon: <Target /> },
  { screen: 'mailboxes', icon: <Mailbox /> },
  { screen: 'trust-log', icon: <ScrollText />, atFoot: true },
];
