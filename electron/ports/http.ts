/** Web requests as the desk makes them: token endpoints, an opt-out list. A test or a simulation gives its own. */
export type Http = (url: string, request: HttpRequest) => Promise<Response>;

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The whole exchange ends after this long. */
  readonly timeoutMs: number;
}
