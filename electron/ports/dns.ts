/** DNS as the desk asks it. */

/** Why there was no answer: `none`, the name or the record does not exist; `offline`, nobody could be asked. */
export class DnsFault extends Error {
  readonly kind: 'none' | 'offline';
  /** As Node's resolver names it, such as `ENOTFOUND`. */
  readonly code: string;
  constructor(kind: 'none' | 'offline', code: string, options?: ErrorOptions) {
    super(`DNS: ${code}`, options);
    this.name = 'DnsFault';
    this.kind = kind;
    this.code = code;
  }
}

export interface Dns {
  /** The records of this type; rejects with a `DnsFault`. TXT records come as their strings. */
  resolve(name: string, type: 'TXT' | 'A' | 'AAAA' | 'MX' | 'CNAME' | 'PTR'): Promise<readonly unknown[]>;
}
