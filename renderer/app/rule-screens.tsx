/** The screens about rules and records, in the order they stand wherever they can be opened. */
import { Ban, Mailbox, Scale, ScrollText, Target } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Screen } from '../view-state/desk-view.ts';

export const RULE_SCREENS: readonly { readonly screen: Screen; readonly icon: ReactNode }[] = [
  { screen: 'suppression', icon: <Ban /> },
  { screen: 'policy', icon: <Scale /> },
  { screen: 'scoring', icon: <Target /> },
  { screen: 'mailboxes', icon: <Mailbox /> },
  { screen: 'trust-log', icon: <ScrollText /> },
];
