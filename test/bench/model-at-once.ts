/** A model server in a thread of its own, so that what it costs to answer isn't counted as the agent's. It answers every question alike, at once. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { completion } from '../agent/model-server.ts';

export interface ModelAtOnce {
  readonly url: string;
  close(): Promise<unknown>;
}

export async function openModelAtOnce(draft: unknown): Promise<ModelAtOnce> {
  const worker = new Worker(new URL(import.meta.url), { workerData: JSON.stringify(draft) });
  const port = await new Promise<number>((resume, fail) => {
    worker.once('message', resume);
    worker.once('error', fail);
  });
  return { url: `http://127.0.0.1:${port}/v1`, close: () => worker.terminate() };
}

if (!isMainThread && parentPort !== null) {
  const to = parentPort;
  const body = JSON.stringify(completion(String(workerData)));
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => to.postMessage((server.address() as AddressInfo).port));
}
