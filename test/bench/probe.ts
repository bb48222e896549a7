/** What runs inside the page to measure it: it watches and takes the time, and never touches what it measures. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';

const LONGEST_MS = 20_000;

export interface Probe {
  /** Resolves after the next frame was painted, with the page's time. */
  painted(): Promise<number>;
  /** Resolves in the turn in which `holds` became true by a change of the document. */
  until(holds: () => boolean): Promise<void>;
  /** What stands for the package on screen in its three places; null where one of them is empty. */
  onScreen(): { readonly row: string; readonly account: string; readonly body: string } | null;
  /** When the first package was painted and its keys were there, in ms since the navigation began. */
  readonly usableAtMs: Promise<number>;
  /** Milliseconds of each task of 50 ms or more so far. */
  readonly longTasks: number[];
  /** What was armed last: the measuring that the next key or change ends. */
  armed: Promise<number>;
}

declare global {
  interface Window {
    bench: Probe;
  }
}

/** Runs before the page's own scripts; must hold everything it needs, because only its text goes to the page. */
export function installProbe(): void {
  const painted = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        // The frame is painted at the end of this task's frame; the next task comes right after.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      if (holds()) {
        resolve();
        return;
      }
      const observer = new MutationObserver(() => {
        if (!holds()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  const textOf = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  const onScreen = () => {
    const row = document.querySelector('[role="row"][aria-selected="true"][id^="package-"]')?.id ?? '';
    const account = textOf('[aria-label="Account"] h1, [aria-label="Account"] h2, [aria-label="Account"] h3');
    const body = textOf('.cm-content');
    return row === '' || account === '' || body === '' ? null : { row, account, body };
  };
  const longTasks: number[] = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  const isUsable = () =>
    onScreen() !== null && document.querySelector('[role="toolbar"][aria-label="Decide"]') !== null;
  const usableAtMs = until(isUsable).then(painted);
  window.bench = { painted, until, onScreen, longTasks, usableAtMs, armed: usableAtMs };
}

/** Waits for what was armed in the page before the act that ends it. */
export async function took(page: Page, act: () => Promise<unknown>, what: string): Promise<number> {
  await act();
  const late = wait(LONGEST_MS, undefined, { ref: false }).then(() =>
    Promise.reject(new Error(`${what} was not seen`)),
  );
  return Promise.race([page.evaluate(() => window.bench.armed), late]);
}
