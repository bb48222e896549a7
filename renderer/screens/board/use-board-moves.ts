/** What a person does to a card: carries it, is asked what its stage asks for, moves it, takes it back. The main process decides; here it is told. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Role } from '../../../shared/domain/person.ts';
import type { ResponseOf } from '../../../shared/ipc/contract.ts';
import { call } from '../../bridge.ts';
import { notify } from '../../commands/notify.ts';
import {
  asksOf,
  isOpportunityStage,
  leadCard,
  opportunityCard,
  titleOf,
  whyNotPut,
  type BoardCard,
  type BoardStage,
} from './board-card.ts';
import { BOARD_WORDS } from './board-words.ts';

/** A card on its way. */
export interface Carried {
  readonly card: BoardCard;
  readonly over: BoardStage | null;
}

export interface MoveAnswer {
  readonly to: BoardStage;
  readonly reason: string;
  readonly nextStepAtMs: number | null;
}

interface Asking {
  readonly card: BoardCard;
  readonly to: BoardStage | null;
}

/** `after`: what stands there now, the lead itself or an opportunity opened for it. */
type Done =
  | {
      readonly kind: 'done';
      readonly after: BoardCard;
      readonly moveId: Extract<ResponseOf<'board.move'>, { kind: 'moved' }>['moveId'];
      readonly undoUntilMs: number;
    }
  | { readonly kind: 'no'; readonly because: string };

async function carryOut(card: BoardCard, { to, reason, nextStepAtMs }: MoveAnswer): Promise<Done> {
  if (card.kind === 'opportunity') {
    if (!isOpportunityStage(to)) return { kind: 'no', because: BOARD_WORDS.staysOpportunity };
    const { opportunity } = card.listed;
    const asked = { opportunityId: opportunity.id, from: card.stage, to, reason };
    const answer = await call('board.move-opportunity', asked);
    if (!answer.ok) return { kind: 'no', because: answer.error.message };
    if (answer.value.kind === 'no') return answer.value;
    const { value } = answer;
    return { ...value, kind: 'done', after: opportunityCard({ ...card.listed, opportunity: value.opportunity }) };
  }
  const { contact, account, lead } = card.listed;
  if (isOpportunityStage(to)) {
    const answer = await call('board.open-opportunity', { contactId: contact.id });
    if (!answer.ok) return { kind: 'no', because: answer.error.message };
    if (answer.value.kind === 'no') return answer.value;
    const { opportunity } = answer.value;
    return { ...answer.value, kind: 'done', after: opportunityCard({ opportunity, account, contact }) };
  }
  const answer = await call('board.move', { contactId: contact.id, from: card.stage, to, reason, nextStepAtMs });
  if (!answer.ok) return { kind: 'no', because: answer.error.message };
  if (answer.value.kind === 'no') return answer.value;
  const moved = { ...card.listed, lead: { ...lead, stage: to, nextStepAtMs }, stageSinceMs: null };
  return { ...answer.value, kind: 'done', after: leadCard(moved) };
}

export interface BoardMoves {
  /** Rises with each move and undo. */
  readonly moves: number;
  readonly chosen: BoardCard | null;
  readonly choose: (card: BoardCard) => void;
  readonly carried: Carried | null;
  /** A card taken up, or let go where null. */
  readonly carry: (card: BoardCard | null) => void;
  readonly carryOver: (stage: BoardStage) => void;
  readonly drop: (stage: BoardStage) => void;
  readonly asking: Asking | null;
  readonly ask: (card: BoardCard) => void;
  readonly stopAsking: () => void;
  readonly move: (answer: MoveAnswer) => void;
  /** Why the last try went wrong. */
  readonly problem: string | null;
  readonly isBusy: boolean;
  /** The column that a moved card went to, until its card is there to be looked at. */
  readonly toFocus: BoardStage | null;
  readonly onFocused: () => void;
  /** Something else than a move has changed a lead. */
  readonly changed: () => void;
}

export function useBoardMoves(role: Role): BoardMoves {
  const [moves, setMoves] = useState(0);
  const [chosen, setChosen] = useState<BoardCard | null>(null);
  /** The notice that takes a move back is older than what is chosen by then. */
  const chosenNow = useRef(chosen);
  useEffect(() => {
    chosenNow.current = chosen;
  }, [chosen]);
  const [carried, setCarried] = useState<Carried | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [toFocus, setToFocus] = useState<BoardStage | null>(null);
  const onFocused = useCallback(() => setToFocus(null), []);
  const changed = () => setMoves((before) => before + 1);

  async function takeBack(card: BoardCard, { after, moveId }: Extract<Done, { kind: 'done' }>): Promise<void> {
    const answer = await call('board.undo', { moveId });
    changed();
    const { name } = card.listed.contact;
    if (answer.ok && answer.value.kind === 'ok') {
      // It is chosen where it stands again, so that the next M moves it from there.
      if (chosenNow.current?.id === after.id) {
        setChosen(card);
        setToFocus(card.stage);
      }
      const text = after.id === card.id ? BOARD_WORDS.back(name, titleOf(card.stage)) : BOARD_WORDS.notOpened(name);
      notify({ id: 'board', kind: 'undone', text });
    } else {
      const because = !answer.ok ? answer.error.message : answer.value.kind === 'no' ? answer.value.because : '';
      notify({ id: 'board', kind: 'problem', text: BOARD_WORDS.notMoved(name, because) });
    }
  }

  async function put(card: BoardCard, answer: MoveAnswer): Promise<void> {
    setIsBusy(true);
    const done = await carryOut(card, answer);
    setIsBusy(false);
    changed();
    const { name } = card.listed.contact;
    if (done.kind === 'no') {
      setProblem(done.because);
      if (asking === null) notify({ id: 'board', kind: 'blocked', text: BOARD_WORDS.notMoved(name, done.because) });
      return;
    }
    setAsking(null);
    setChosen(done.after);
    setToFocus(done.after.stage);
    const isOpened = done.after.id !== card.id;
    notify({
      id: 'board',
      kind: 'info',
      text: isOpened ? BOARD_WORDS.opened(name) : BOARD_WORDS.moved(name, titleOf(answer.to)),
      untilMs: done.undoUntilMs,
      takeBack: () => void takeBack(card, done),
    });
  }

  const begin = (card: BoardCard, to: BoardStage | null) => {
    setProblem(null);
    setAsking({ card, to });
  };

  return {
    moves,
    chosen,
    choose: setChosen,
    carried,
    /** The browser ends a drag that nobody took with no drop: what was in the way is said once more where it is read out. */
    carry(card) {
      if (card === null && carried?.over != null && carried.over !== carried.card.stage) {
        const because = whyNotPut(role, carried.card, carried.over);
        const { name } = carried.card.listed.contact;
        if (because !== null) notify({ id: 'board', kind: 'blocked', text: BOARD_WORDS.notMoved(name, because) });
      }
      setCarried(card === null ? null : { card, over: null });
    },
    carryOver: (over) =>
      setCarried((before) => (before === null || before.over === over ? before : { ...before, over })),
    drop(stage) {
      if (carried === null) return;
      const { card } = carried;
      setCarried(null);
      if (whyNotPut(role, card, stage) !== null) return;
      if (asksOf(stage) === null) void put(card, { to: stage, reason: '', nextStepAtMs: null });
      else begin(card, stage);
    },
    asking,
    ask: (card) => begin(card, null),
    stopAsking: () => setAsking(null),
    move: (answer) => {
      if (asking !== null) void put(asking.card, answer);
    },
    problem,
    isBusy,
    toFocus,
    onFocused,
    changed,
  };
}
