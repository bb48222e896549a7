/** Who wrote the draft, from what, and when: for the few times that it matters. */
import { memo } from 'react';
import type { Draft } from '../../../shared/domain/draft.ts';
import { Age } from '../../components/age.tsx';
import { SectionTitle } from '../../components/section-title.tsx';
import styles from './evidence-pane.module.css';

interface DraftOriginProps {
  readonly draft: Draft;
  readonly nowMs: number;
}

export const DraftOrigin = memo(function DraftOrigin({ draft, nowMs }: DraftOriginProps) {
  return (
    <section className={styles.section} aria-label="Draft">
      <SectionTitle aside={<Age atMs={draft.generatedAtMs} nowMs={nowMs} after="ago" />}>Draft</SectionTitle>
      <p className={styles.origin} title="Model, template and prompt, each in its version" data-copy>
        <span>{draft.model}</span> · <span>{draft.templateVersion}</span> · <span>{draft.promptVersion}</span>
      </p>
    </section>
  );
});
