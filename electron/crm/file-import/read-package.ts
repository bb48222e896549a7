/** Reads one entry of a file as a handoff package, or says the field and the reason. It must never let through what the published schema refuses. */
import { PackageFile } from '../../../shared/domain/handoff-package.ts';

/** A package of more bytes than this is an accident or an attack. */
export const MAX_PACKAGE_BYTES = 1_048_576;

export type PackageRead =
  | { readonly kind: 'package'; readonly pkg: PackageFile }
  | { readonly kind: 'refused'; readonly field: string; readonly reason: string };

/** Words for the longest reasons end here. */
const MAX_REASON = 300;

const refused = (field: string, reason: string): PackageRead => ({
  kind: 'refused',
  field: field.slice(0, 200),
  reason: reason.slice(0, MAX_REASON),
});

export const TOO_LONG = `larger than 1 MB; a package is a few KB`;

/** Reads the JSON text of one package. */
export function readPackageText(text: string): PackageRead {
  if (
    text.length > MAX_PACKAGE_BYTES ||
    (text.length > MAX_PACKAGE_BYTES / 3 && Buffer.byteLength(text) > MAX_PACKAGE_BYTES)
  ) {
    return refused('', TOO_LONG);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    // The parser's own words quote the text; only where it stopped is kept.
    const place = cause instanceof Error ? /position (\d+)/u.exec(cause.message)?.[1] : undefined;
    return refused(
      '',
      place === undefined
        ? 'not whole JSON: it ends too early or is not JSON at all'
        : `not JSON: it can’t be read from character ${Number(place) + 1} on`,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refused('', 'not a package: a JSON object is expected here');
  try {
    const result = PackageFile.safeParse(value);
    if (result.success) return { kind: 'package', pkg: result.data };
    const issue = result.error.issues[0];
    return refused(issue?.path.map(String).join('.') ?? '', issue?.message ?? 'not a package');
  } catch (cause) {
    if (cause instanceof RangeError) return refused('', 'nested too deeply');
    throw cause;
  }
}
