/** How the window is made; the page in it is sandboxed, isolated and without Node, whatever else is changed here. */
import type { BrowserWindowConstructorOptions } from 'electron';

export interface WindowPlace {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly width: number;
  readonly height: number;
}

export function windowOptions({
  preload,
  icon,
  dark,
  place,
  spellcheck,
}: {
  readonly preload: string;
  readonly icon: string;
  readonly dark: boolean;
  readonly place: WindowPlace;
  readonly spellcheck: boolean;
}): BrowserWindowConstructorOptions {
  return {
    ...(place.x !== undefined && place.y !== undefined ? { x: place.x, y: place.y } : {}),
    width: place.width,
    height: place.height,
    minWidth: 960,
    minHeight: 640,
    title: 'Countersign',
    icon,
    // Shown when it has something to show; until then no flash of the wrong paper.
    show: false,
    backgroundColor: dark ? '#1b1a18' : '#fbfaf8',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      plugins: false,
      // Off, no dictionary is fetched from elsewhere (see spelling.ts).
      spellcheck,
    },
  };
}
