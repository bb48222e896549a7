/** Of the windows on one profile one leads: it alone applies the feed and hands decisions over. When it closes, the next takes over. */

export interface Leadership {
  /** Gives the lead up, or stops waiting for it; resolves once `lead`'s work has ended. */
  stop(): Promise<void>;
}

/** Calls `lead` once this window leads; the function it returns ends that work before the next window may lead. */
export function seekLead(locks: LockManager, lead: () => () => Promise<void>, name = 'countersign-leader'): Leadership {
  const leaving = new AbortController();
  const left = new Promise<void>((resolve) =>
    leaving.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  const held = locks
    .request(name, { signal: leaving.signal }, async () => {
      const end = lead();
      await left;
      await end();
    })
    .catch((error: unknown) => {
      // Leaving while still waiting for the lock.
      if (!leaving.signal.aborted) throw error;
    });
  return {
    async stop() {
      leaving.abort();
      await held;
    },
  };
}
