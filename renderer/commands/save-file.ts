/** Hands the person a file to keep, where the browser or the shell puts downloads. */

/** How long the bytes stay after the press: the download has taken them by then; freeing them at once would cut it short. */
const KEPT_MS = 10_000;

/** `parts` are joined as they are. */
export function saveFile(name: string, type: string, ...parts: readonly BlobPart[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
