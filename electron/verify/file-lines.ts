/** A text file line by line, split at line feeds alone, so that nothing else in it is taken away before it is looked at. */
import { createReadStream } from 'node:fs';

export async function* fileLines(path: string): AsyncGenerator<string, void> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
    const parts = (rest + String(chunk)).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}
