/** What of the library holds for one lead: the segment's own entry before one for every segment, in the version this contact gets. */
import type { Fact } from '../../shared/domain/fact.ts';
import { FactId } from '../../shared/domain/ids.ts';
import type { Asset, PromptPart } from '../../shared/domain/outreach-library.ts';
import { versionName, type VersionState } from '../../shared/domain/library-entry.ts';
import { versionFor } from '../../shared/policy/cohort.ts';
import type { AgentLedger } from '../ports/agent-ledger.ts';

export interface InForce<B> {
  /** `icp-freight@3`. */
  readonly version: string;
  readonly body: B;
  readonly atMs: number;
}

type Library = Pick<AgentLedger['library'], 'list'>;

/** What of an entry decides; each kind of the library fits. */
interface Entry<B> {
  readonly id: string;
  readonly segmentId: string | null;
  readonly versions: readonly {
    readonly version: number;
    readonly state: VersionState;
    readonly cohortPercent: number | null;
    readonly atMs: number;
    readonly body: B;
  }[];
}

/** Null where nothing of these entries is live for this segment. */
export function inForce<B>(entries: readonly Entry<B>[], segmentId: string, contactId: string): InForce<B> | null {
  for (const segment of [segmentId, null]) {
    for (const entry of entries) {
      const found = entry.segmentId === segment ? versionOf(entry, contactId) : null;
      if (found !== null) return found;
    }
  }
  return null;
}

function versionOf<B>(entry: Entry<B>, contactId: string): InForce<B> | null {
  const chosen = versionFor(entry, contactId);
  if (chosen === null) return null;
  const { atMs = 0 } = entry.versions.find(({ version }) => version === chosen.version) ?? {};
  return { version: versionName(entry.id, chosen.version), body: chosen.body, atMs };
}

/** A part of the prompt; null where none is live. */
export function promptPart(library: Library, part: PromptPart, contactId: string): InForce<string> | null {
  for (const entry of library.list('prompt')) {
    if (entry.versions[0]?.body.part !== part) continue;
    const found = versionOf(entry, contactId);
    if (found !== null) return { ...found, body: found.body.text };
  }
  return null;
}

/** The library's value props as facts that a draft may cite: the step from their situation to our product is a claim too. */
export function valuePropFacts(library: Library, segmentId: string, contactId: string): readonly Fact[] {
  const found = inForce(library.list('value-props'), segmentId, contactId);
  if (found === null) return [];
  return found.body.props.map(({ id, label, text, source }) => ({
    id: asFactId(`library.${id}`),
    path: `value-prop.${id}`,
    label,
    value: text,
    source,
    url: null,
    observedAtMs: found.atMs,
    confidence: 1,
    dataRule: 'allowed',
  }));
}

/** The fact that stands for an asset: its one sentence, with its address. */
export function assetFact({ body, atMs }: Pick<InForce<Asset>, 'body' | 'atMs'>, title: string): Fact {
  return {
    id: body.factId,
    path: 'thread.asset',
    label: title,
    value: body.says,
    source: title,
    url: body.url,
    observedAtMs: atMs,
    confidence: 1,
    dataRule: 'allowed',
  };
}

/** Assets that may be offered by themselves in this segment: nothing about prices or security, which people answer. */
export function usefulAssets(
  library: Library,
  segmentId: string,
  contactId: string,
): readonly (InForce<Asset> & { readonly title: string })[] {
  return library.list('asset').flatMap((entry) => {
    const found = versionOf(entry, contactId);
    if (found === null || found.body.kind === 'price-sheet' || found.body.kind === 'security-pack') return [];
    const isOurs = found.body.segmentIds.length === 0 || found.body.segmentIds.some((id) => id === segmentId);
    return isOurs ? [{ ...found, title: entry.title }] : [];
  });
}

const asFactId = (text: string): Fact['id'] => FactId.parse(text.slice(0, 120));
