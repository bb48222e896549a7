/** Words looked for over everything in a ledger of 50,000 packages: the main process's own answer, from an index made from its feed. */
import { join } from 'node:path';
import { openLedger } from '../../electron/ledger/open-ledger.ts';
import { systemClock } from '../../electron/platform/clock.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { makeSearch } from '../../electron/search/search-everything.ts';
import { pathsOf } from '../journeys/desk-host.ts';
import { OWNER, silentLog } from './homes.ts';
import { alone, type Bench } from './figure.ts';
import { percentile } from './spread.ts';
import { WORDS } from './search.ts';

const PACKAGES = 50_000;
const TIMES = 5;
const SHOWN = 6;

export const searchEverything: Bench = {
  name: 'search-everything',
  async run(place) {
    const home = await place.homes.fresh(PACKAGES);
    const clock = systemClock();
    const opened = openLedger({
      path: pathsOf(home).ledger,
      clock,
      random: systemRandom(),
      expectExisting: true,
    });
    if (opened.kind !== 'open') throw new Error(opened.problem);
    const { ledger } = opened;
    const person = ledger.copies.people().find(({ id }) => id === OWNER);
    if (person === undefined) throw new Error('nobody is here');
    const search = makeSearch({ clock, log: silentLog, ledger, path: join(home, 'search.sqlite') });
    const startedAtMs = performance.now();
    // A search reads a bounded part on; asked again and again, all of it.
    while (search.everything('anything', person, SHOWN).unread > 0);
    const builtSeconds = (performance.now() - startedAtMs) / 1_000;
    const p95: number[] = [];
    for (let run = 0; run <= place.runs('usual'); run += 1) {
      const times: number[] = [];
      for (let time = 0; time < TIMES; time += 1) {
        for (const word of WORDS) {
          const askedAtMs = performance.now();
          search.everything(word, person, SHOWN);
          times.push(performance.now() - askedAtMs);
        }
      }
      if (run > 0) p95.push(percentile(times, 0.95));
    }
    search.close();
    ledger.close();
    place.homes.drop(home);
    return [
      alone('search over everything: 50,000 packages, the answer, p95', 'ms', p95, '≤ 50 ms', (value) => value <= 50),
      alone('the same: making the whole index anew', 's', [builtSeconds], '', null),
    ];
  },
};
