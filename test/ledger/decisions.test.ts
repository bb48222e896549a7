import { describe, expect, it } from 'vitest';
import { Decision } from '../../shared/domain/decision.ts';
import {
  anApproval,
  anEdit,
  anEscalation,
  aPackage,
  applyPackages,
  createSend,
  DAY_MS,
  newLedger,
  NOW_MS,
  packageId,
} from './fixtures.ts';

const P1 = packageId('package-1');
const aRejection = (id: string, packageId = 'package-1') =>
  Decision.parse({ ...anApproval({ id, packageId }), kind: 'reject', reason: 'tone', note: '', sentence: null });

describe('decisions', () => {
  it('are kept as they came, once', () => {
    const { ledger } = newLedger();
    const decision = aRejection('decision-1');
    ledger.decisions.create(decision, NOW_MS + 20_000);
    expect(ledger.decisions.read(decision.id)).toEqual({ decision, undoUntilMs: NOW_MS + 20_000, state: 'standing' });
    expect(() => ledger.decisions.create(decision, NOW_MS)).toThrow(/UNIQUE/);
    expect(ledger.decisions.read(aRejection('decision-2').id)).toBeNull();
  });

  it('settle when their undo window is over, unless a send carries them or they were undone', () => {
    const { ledger } = newLedger();
    createSend(ledger, 1);
    ledger.decisions.create(anApproval(), NOW_MS + 5);
    ledger.decisions.create(aRejection('decision-later'), NOW_MS + 30);
    ledger.decisions.create(aRejection('decision-sooner'), NOW_MS + 10);
    ledger.decisions.create(aRejection('decision-undone'), NOW_MS + 7);
    ledger.decisions.setState(aRejection('decision-undone').id, 'undone');
    expect(ledger.decisions.nextSettleAtMs()).toBe(NOW_MS + 10);
    expect(ledger.decisions.dueToSettle(NOW_MS + 9)).toEqual([]);
    expect(ledger.decisions.dueToSettle(NOW_MS + 30).map((record) => record.decision.id)).toEqual([
      'decision-sooner',
      'decision-later',
    ]);
    ledger.decisions.setState(aRejection('decision-sooner').id, 'settled');
    ledger.decisions.setState(aRejection('decision-later').id, 'settled');
    expect(ledger.decisions.nextSettleAtMs()).toBeNull();
    expect(ledger.decisions.read(aRejection('decision-undone').id)?.state).toBe('undone');
  });

  it('can’t change state where they are not', () => {
    const { ledger } = newLedger();
    expect(() => ledger.decisions.setState(aRejection('nobody').id, 'undone')).toThrow(/no decision/);
  });

  it('wake snoozed packages when their time has come, oldest first', () => {
    const { ledger } = newLedger();
    applyPackages(
      ledger,
      ['package-1', 'package-2', 'package-3'].map((id) => aPackage({ id })),
    );
    ledger.decisions.snoozedUntil(P1, NOW_MS + 2 * DAY_MS);
    ledger.decisions.snoozedUntil(packageId('package-2'), NOW_MS + DAY_MS);
    ledger.decisions.snoozedUntil(packageId('package-3'), NOW_MS + DAY_MS);
    ledger.decisions.snoozedUntil(packageId('package-3'), null);
    expect(ledger.decisions.dueSnoozes(NOW_MS)).toEqual([]);
    expect(ledger.decisions.dueSnoozes(NOW_MS + 3 * DAY_MS)).toEqual(['package-2', 'package-1']);
  });
});

describe('escalations', () => {
  it('are made once and answered', () => {
    const { ledger } = newLedger();
    const escalation = anEscalation();
    expect(() => ledger.decisions.updateEscalation(escalation)).toThrow(/no escalation/);
    ledger.decisions.createEscalation(escalation);
    expect(() => ledger.decisions.createEscalation(escalation)).toThrow(/already/);
    ledger.decisions.updateEscalation({ ...escalation, state: 'accepted', answeredAtMs: NOW_MS + 1 });
    expect(ledger.decisions.readEscalation(escalation.id)).toMatchObject({ state: 'accepted' });
  });
});

describe('edits', () => {
  it('are kept, replaced and discarded, and may be repeated without a new feed item', () => {
    const { ledger } = newLedger();
    ledger.decisions.putEdit(anEdit());
    ledger.decisions.putEdit(anEdit({ body: 'Better words\n\twith {odd} "text" \u2028 \ud83d\ude80' }));
    const seq = ledger.feed.latestSeq();
    ledger.decisions.putEdit(anEdit({ body: 'Better words\n\twith {odd} "text" \u2028 \ud83d\ude80' }));
    expect(ledger.feed.latestSeq()).toBe(seq);
    expect(ledger.decisions.readEdit(P1)?.body).toBe('Better words\n\twith {odd} "text" \u2028 \ud83d\ude80');
    ledger.decisions.discardEdit(P1);
    ledger.decisions.discardEdit(P1);
    expect(ledger.decisions.readEdit(P1)).toBeNull();
    expect(ledger.feed.page(ledger.feed.epoch, seq, 10).items).toMatchObject([
      { kind: 'edit', id: 'package-1', body: null },
    ]);
  });
});
