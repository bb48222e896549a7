/** What no page in this app may do: leave our address, open a window, embed a webview, get a permission, load from elsewhere. All denied by default. */
import type { App, Session, WebContents } from 'electron';
import { isOurAddress } from './address.ts';

/** `onDenied` hears what was denied as a code, never the address. */
export function guardAllContents(app: App, onDenied: (what: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, onDenied));
}

function guardContents(contents: WebContents, onDenied: (what: string) => void): void {
  const denyForeign =
    (what: string) =>
    (details: { readonly url: string; preventDefault(): void }): void => {
      if (isOurAddress(details.url)) return;
      details.preventDefault();
      onDenied(what);
    };
  contents.on('will-navigate', denyForeign('navigate'));
  contents.on('will-redirect', denyForeign('redirect'));
  contents.on('will-frame-navigate', denyForeign('frame-navigate'));
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    onDenied('webview');
  });
  contents.setWindowOpenHandler(() => {
    onDenied('window-open');
    return { action: 'deny' };
  });
}

/** What the page itself is made of, beside our own scheme: pictures in `data:`, exports in `blob:`, the inspector in development. */
const INNER_SCHEMES: ReadonlySet<string> = new Set(['data:', 'blob:', 'devtools:', 'chrome-devtools:']);

/** The one permission there is: our own page may tell that a reply waits. It asks its person first, in Settings. */
function mayNotify(permission: string, address: string): boolean {
  return permission === 'notifications' && isOurAddress(address);
}

export function guardSession(session: Session, onDenied: (what: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    const allowed = mayNotify(permission, requestingUrl);
    if (!allowed) onDenied(`permission-${permission}`);
    answer(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayNotify(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  // The CSP says the same; this holds also for what has no CSP.
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isOurAddress(details.url) || INNER_SCHEMES.has(URL.parse(details.url)?.protocol ?? '');
    if (!allowed) onDenied('request');
    answer({ cancel: !allowed });
  });
}
