/** Where passwords and private keys live: the OS keychain, a file sealed with a passphrase, or this run's memory. Never plain text on disk. */
export interface Secrets {
  readonly kind: () => 'keychain' | 'sealed-file' | 'sealed-file-locked' | 'run-only';
  read(name: string): string | null;
  write(name: string, value: string): void;
  erase(name: string): void;
  /** Opens (or makes) the sealed file; what this run already holds moves into it. False where the passphrase does not fit or the kind has none. */
  unlock(passphrase: string): Promise<boolean>;
}
