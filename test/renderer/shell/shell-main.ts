/** A played main process that also answers what the screens beside Review ask. */
import { PlayedMain } from '../store/played-main.ts';

type Answer = (request: Record<string, unknown>) => unknown;

export class ShellMain extends PlayedMain {
  /** By channel: the value of a call that went through. */
  readonly answers = new Map<string, Answer>();

  override call(channel: string, request: unknown): Promise<unknown> {
    const answer = this.answers.get(channel);
    if (answer === undefined) return super.call(channel, request);
    this.calls.push({ channel, request: structuredClone(request) });
    return Promise.resolve({ ok: true, value: answer(structuredClone(request) as Record<string, unknown>) });
  }
}
