/** The page's one address in the Electron shell; whatever else an address is, it is not ours. */

export const APP_SCHEME = 'app';
export const APP_HOST = 'countersign';
export const START_ADDRESS = `${APP_SCHEME}://${APP_HOST}/`;

/** Whether an address is of our own page. Parsed, never compared as text: `app://countersign.evil.test/` starts like ours. */
export function isOurAddress(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === '';
}
