/** How the desk hears that the browser came back from a sign-in: an address of its own on this computer, for as long as one is awaited. */

/** What the browser shows then. */
export interface RedirectPage {
  readonly title: string;
  readonly words: string;
}

export interface RedirectListener {
  readonly port: number;
  close(): void;
}

/** `onRedirect` gets what came back; null where it is not what was awaited, and the next may still come. */
export type ListenForRedirect = (
  onRedirect: (parameters: URLSearchParams) => Promise<RedirectPage | null>,
) => Promise<RedirectListener>;
