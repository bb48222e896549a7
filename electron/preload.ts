/** The contract as `window.countersign`: one call, one subscription, no logic; must never hand the page anything else of Electron. */
import { contextBridge, ipcRenderer } from 'electron';
import type { CountersignBridge } from '../shared/ipc/contract.ts';

const bridge: CountersignBridge = {
  call: (channel, request) => ipcRenderer.invoke('countersign:call', channel, request),
  subscribe(listener) {
    // The event object stays here: it carries the sender.
    const pass = (_event: unknown, name: string, payload: unknown): void => listener(name, payload);
    ipcRenderer.on('countersign:event', pass);
    return () => void ipcRenderer.off('countersign:event', pass);
  },
};

contextBridge.exposeInMainWorld('countersign', bridge);
