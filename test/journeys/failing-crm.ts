/** The embedded CRM behind a line that a test can cut: while it is cut, every call fails as an unreachable CRM's does, and reaches nothing. */
import { openCrm } from '../../electron/desk/open-crm.ts';
import { openMailboxWays } from '../../electron/desk/mailbox-ways.ts';
import type { Surroundings } from '../../electron/desk.ts';
import { ConnectorFault } from '../../electron/ports/connector.ts';

export interface FailingCrm {
  readonly surroundings: Partial<Surroundings>;
  /** True: every call fails from now on. */
  cut(isCut: boolean): void;
}

export function failingCrm(): FailingCrm {
  let isCut = false;
  return {
    cut: (next) => {
      isCut = next;
    },
    surroundings: {
      openMailbox: openMailboxWays,
      async openCrm(ports, onProgress) {
        const opened = await openCrm(ports, onProgress);
        return { ...opened, connector: behindLine(opened.connector, () => isCut) };
      },
    },
  };
}

function behindLine<T extends object>(real: T, isCut: () => boolean): T {
  return new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === 'close') return value;
      if (typeof value === 'object' && value !== null) return behindLine(value, isCut);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown =>
        isCut()
          ? Promise.reject(new ConnectorFault('retryable', 'The CRM does not answer (connection refused).'))
          : Reflect.apply(value, target, given);
    },
  });
}
