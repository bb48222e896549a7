/** Bytes as base64, as the contract takes them. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // One call can take only so many arguments.
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
}
