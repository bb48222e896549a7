/** What the tests use of hoodiecrow-imap, which brings no types. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';
  interface Folder {
    uidvalidity: number;
    uidnext: number;
    messages: { uid: number; raw: string }[];
  }
  interface Hoodiecrow {
    readonly server: Server;
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
    getMailbox(path: string): Folder;
    appendMessage(folder: Folder, flags: string[], internalDate: string | undefined, raw: string): void;
  }
  export default function hoodiecrow(options: object): Hoodiecrow;
}
