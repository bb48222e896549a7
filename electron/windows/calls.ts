/** The page's calls and the desk's events over Electron's IPC: one channel each way, and no call but from our own window's own page. */
import type { BrowserWindow, IpcMain, WebFrameMain } from 'electron';
import type { CallResult, ChannelName } from '../../shared/ipc/contract.ts';
import { isOurAddress } from './address.ts';

/** The names that `preload.ts` uses as well. */
const CALL_CHANNEL = 'countersign:call';
const EVENT_CHANNEL = 'countersign:event';

export function answerCalls(
  ipc: IpcMain,
  window: () => BrowserWindow | null,
  door: (channel: string, rawRequest: unknown) => Promise<CallResult<ChannelName>>,
  onDenied: (what: string) => void,
): void {
  ipc.handle(CALL_CHANNEL, (event, ...args: unknown[]): Promise<CallResult<ChannelName>> => {
    if (!isOurPage(event.senderFrame, window())) {
      onDenied('sender');
      return Promise.resolve({
        ok: false,
        error: { code: 'forbidden', message: 'Only Countersign’s own window may call it.', path: null },
      });
    }
    const [channel, rawRequest] = args;
    return door(typeof channel === 'string' ? channel : '', rawRequest);
  });
}

/** Ours is the main frame of our window while it shows our address; a frame inside it, or a page it went to, is not. */
function isOurPage(frame: WebFrameMain | null, window: BrowserWindow | null): boolean {
  if (frame === null || window === null || window.isDestroyed()) return false;
  return frame === window.webContents.mainFrame && isOurAddress(frame.url);
}

export function sendEvent(window: BrowserWindow | null, event: string, payload: unknown): void {
  if (window === null || window.isDestroyed() || !isOurAddress(window.webContents.getURL())) return;
  window.webContents.send(EVENT_CHANNEL, event, payload);
}
