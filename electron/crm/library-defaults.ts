/** Reads the library the product comes with (`resources/library`). A file that does not fit its shape is a fault of the build and throws. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LibraryEntry } from '../../shared/domain/library-entry.ts';
import { PromptPart, type Template } from '../../shared/domain/outreach-library.ts';
import { Playbook, PlaybookMove } from '../../shared/domain/playbook.ts';
import { RoutingTable } from '../../shared/domain/routing-table.ts';
import { ScoringWeights } from '../../shared/domain/scoring-weights.ts';

/** A sentence with `{slots}`, and the paths of the facts it cites, one space apart. */
const Sentence = z.tuple([z.string(), z.string()]).transform(([text, cites]) => ({
  text,
  cites: cites.split(' ').filter((path) => path !== ''),
}));
export const Paragraphs = z.array(z.array(Sentence));

const ReplyTemplates = z.array(
  z.object({ id: z.string(), title: z.string(), move: PlaybookMove, paragraphs: Paragraphs }),
);

const PROMPT_TITLES: Readonly<Record<PromptPart, string>> = {
  voice: 'How we write',
  'banned-claims': 'What we never claim',
  'first-touch': 'The first email',
  'follow-up': 'The next email of a sequence',
  'value-bump': 'Something useful after a sign of interest',
  reply: 'The answer to a reply',
  'classify-reply': 'What a reply is',
};

/** Ids of the prompt parts; `outbound-voice@7` and the like stand on drafts. */
export const promptId = (part: PromptPart): string => (part === 'voice' ? 'outbound-voice' : `prompt-${part}`);

export interface LibraryDefaults {
  readonly entries: readonly LibraryEntry[];
  /** A segment's own entry begins as a copy of these. */
  readonly weights: ScoringWeights;
}

/** Every default as version 1, live since `atMs`. */
export function readLibraryDefaults(folder: string, atMs: number): LibraryDefaults {
  const json = <T>(schema: z.ZodType<T>, file: string): T =>
    schema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown);
  const entry = (kind: LibraryEntry['kind'], id: string, title: string, body: unknown): LibraryEntry =>
    LibraryEntry.parse({
      kind,
      id,
      title,
      segmentId: null,
      versions: [
        {
          version: 1,
          state: 'live',
          cohortPercent: null,
          authorId: null,
          approverId: null,
          atMs,
          note: 'Came with Countersign',
          body,
        },
      ],
    });
  const weights = json(ScoringWeights, 'weights.json');
  return {
    weights,
    entries: [
      ...PromptPart.options.map((part) =>
        entry('prompt', promptId(part), PROMPT_TITLES[part], {
          part,
          text: readFileSync(join(folder, 'prompts', `${part}.md`), 'utf8').trim(),
        }),
      ),
      entry('playbook', 'objection-playbook', 'Objection playbook', json(Playbook, 'playbook.json')),
      entry('routing', 'lead-routing', 'Where a scored lead goes', json(RoutingTable, 'routing.json')),
      entry('weights', 'weights-default', 'Scoring weights of every segment', weights),
      ...json(ReplyTemplates, 'reply-templates.json').map(({ id, title, move, paragraphs }) =>
        entry('template', id, title, {
          purpose: 'reply',
          signalTypes: [],
          move,
          steps: [],
          valuePropId: null,
          greeting: 'Hi {first},',
          subjects: ['Your reply'],
          paragraphs,
          signOff: 'Best,\n{sender}',
        } satisfies z.input<typeof Template>),
      ),
    ],
  };
}
