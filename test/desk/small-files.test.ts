/** The desk's own small files: settings and the ledger's marker, on a first run, later, damaged and lost. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDeskLedger, startLedgerAnew } from '../../electron/desk/open-ledger-once.ts';
import { openSettings } from '../../electron/desk/settings.ts';
import { hostPaths } from '../../electron/platform/paths.ts';
import { systemRandom } from '../../electron/platform/random.ts';
import { runOnlySecrets } from '../../electron/platform/secrets-run-only.ts';
import type { DeskPorts } from '../../electron/ports/desk.ts';
import type { PersonId } from '../../shared/domain/ids.ts';
import { recordingLog } from '../hosts/recording-desk.ts';
import { aPackage, applyPackages, stillClock } from '../ledger/fixtures.ts';
import { folderOfTest } from '../sync/parts.ts';

const random = systemRandom();

describe('the settings', () => {
  const path = () => join(folderOfTest(), 'settings.json');

  test('are made on a first run with a device id that stays, whoever signs in', () => {
    const file = path();
    const first = openSettings(file, random);
    expect(first.read()).toMatchObject({ formatVersion: 1, signedInAs: null });
    const { deviceId } = first.read();
    expect(deviceId).toMatch(/^device-[0-9a-f-]{36}$/);
    first.signIn('person-sam' as PersonId);
    expect(first.read().signedInAs).toBe('person-sam');
    expect(openSettings(file, random).read()).toEqual({
      formatVersion: 1,
      deviceId,
      signedInAs: 'person-sam',
      leadMappings: [],
    });
    expect(openSettings(path(), random).read().deviceId).not.toBe(deviceId);
  });

  test('are not written again where the same person signs in', () => {
    const file = path();
    const settings = openSettings(file, random);
    settings.signIn('person-sam' as PersonId);
    const before = statSync(file).ino;
    settings.signIn('person-sam' as PersonId);
    expect(statSync(file).ino).toBe(before);
    settings.signIn('person-mira' as PersonId);
    expect(statSync(file).ino).not.toBe(before);
  });

  test.each([
    ['empty', ''],
    ['cut off', '{"formatVersion":1,"deviceId":"dev'],
    ['of a later format', '{"formatVersion":2,"deviceId":"device-1","signedInAs":null}'],
    ['with a device id that fits no path', '{"formatVersion":1,"deviceId":"../1","signedInAs":null}'],
    ['of another kind', '[]'],
  ])('that are %s are named with their path, and left as they are', (_what, text) => {
    const file = path();
    writeFileSync(file, text);
    expect(() => openSettings(file, random)).toThrow(file);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('the ledger', () => {
  function newPorts(): DeskPorts {
    const home = folderOfTest();
    return {
      clock: stillClock(),
      random,
      log: recordingLog(),
      secrets: runOnlySecrets(),
      paths: hostPaths(home, join(home, 'resources')),
      host: 'local',
      version: '0.0.0-test',
      openLink: () => Promise.resolve(),
    };
  }
  /** Opens, uses and closes it; returns its epoch. */
  function useOnce(ports: DeskPorts): string {
    const opened = openDeskLedger(ports);
    if (opened.kind !== 'open') throw new Error(opened.problem);
    applyPackages(opened.ledger, [aPackage()]);
    opened.ledger.close();
    return opened.ledger.feed.epoch;
  }
  const setAsideIn = (ports: DeskPorts) => readdirSync(ports.paths.home).filter((name) => name.includes('.set-aside-'));

  test('is made on a first run, and the same one is opened from then on', () => {
    const ports = newPorts();
    expect(existsSync(ports.paths.ledgerMarker)).toBe(false);
    const epoch = useOnce(ports);
    expect(existsSync(ports.paths.ledgerMarker)).toBe(true);
    expect(useOnce(ports)).toBe(epoch);
  });

  test('that is gone is a loss, never a first run: nothing is made in its place', () => {
    const ports = newPorts();
    useOnce(ports);
    rmSync(ports.paths.ledger);
    const opened = openDeskLedger(ports);
    expect(opened).toMatchObject({ kind: 'missing' });
    expect(opened.kind === 'missing' && opened.problem).toContain(ports.paths.ledger);
    expect(existsSync(ports.paths.ledger)).toBe(false);
  });

  test.each([
    ['emptied', Buffer.alloc(0)],
    ['overwritten', Buffer.from('these are not the bytes of a database, and there are enough of them to be sure')],
  ])('that was %s is damaged, and left as it is', (_how, bytes) => {
    const ports = newPorts();
    useOnce(ports);
    writeFileSync(ports.paths.ledger, bytes);
    expect(openDeskLedger(ports)).toMatchObject({ kind: 'damaged' });
    expect(readFileSync(ports.paths.ledger)).toEqual(bytes);
  });

  test('started anew leaves the old file under another name, and is a new one: another epoch, nothing in it', () => {
    const ports = newPorts();
    const epoch = useOnce(ports);
    writeFileSync(ports.paths.ledger, 'damaged');
    const opened = startLedgerAnew(ports, 'person-sam' as PersonId);
    if (opened.kind !== 'open') throw new Error(opened.problem);
    expect(opened.ledger.feed.epoch).not.toBe(epoch);
    expect(opened.ledger.feed.latestSeq()).toBe(0);
    expect(opened.ledger.trace.page(0, 10)).toMatchObject([
      {
        seq: 1,
        kind: 'ledger',
        actor: 'person-sam',
        subject: { act: 'started-anew', epoch: opened.ledger.feed.epoch },
      },
    ]);
    opened.ledger.close();
    const kept = setAsideIn(ports);
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(ports.paths.home, kept[0]!), 'utf8')).toBe('damaged');
  });

  test('started anew where only its write-ahead log was left does not take that for its own', () => {
    const ports = newPorts();
    useOnce(ports);
    rmSync(ports.paths.ledger);
    writeFileSync(`${ports.paths.ledger}-wal`, 'what is left');
    const opened = startLedgerAnew(ports, 'person-sam' as PersonId);
    if (opened.kind !== 'open') throw new Error(opened.problem);
    expect(opened.ledger.feed.latestSeq()).toBe(0);
    opened.ledger.close();
    expect(setAsideIn(ports).map((name) => readFileSync(join(ports.paths.home, name), 'utf8'))).toEqual([
      'what is left',
    ]);
  });

  test('started anew is expected from then on, also where no marker had been written before', () => {
    const ports = newPorts();
    writeFileSync(ports.paths.ledger, 'somebody else’s file');
    expect(openDeskLedger(ports)).toMatchObject({ kind: 'damaged' });
    expect(existsSync(ports.paths.ledgerMarker)).toBe(false);
    const opened = startLedgerAnew(ports, 'person-sam' as PersonId);
    if (opened.kind !== 'open') throw new Error(opened.problem);
    opened.ledger.close();
    rmSync(ports.paths.ledger);
    expect(openDeskLedger(ports)).toMatchObject({ kind: 'missing' });
  });

  test('in a folder that can’t be read as a file says so', () => {
    const ports = newPorts();
    mkdirSync(ports.paths.ledger);
    expect(openDeskLedger(ports)).toMatchObject({ kind: 'damaged' });
  });
});
