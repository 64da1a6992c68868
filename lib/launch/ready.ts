import fs from 'node:fs';
import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import type { LaunchSettings } from '@/lib/launch/settings';

const PATIENCE_MS = 90_000;

/**
 * Waits until the product answers for itself: /api/health/ready covers web, database and the worker's heartbeat, the
 * sandbox answers on its own port.
 * @throws LaunchFault with the last lines of the processes' output when that takes too long
 */
export async function untilReady(
  settings: LaunchSettings,
  logOf: (name: string) => string | null,
): Promise<void> {
  const { host, port, sandbox, sandboxPort } = settings;
  const start = Date.now();
  // The heartbeat of the worker before this one does not count.
  const since = start - 1000;
  const wanted = [{ name: 'web', url: `http://${reachable(host)}:${port}/api/health/ready?since=${since}` }];
  if (sandbox) wanted.push({ name: 'sandbox', url: `http://${reachable(host)}:${sandboxPort}/` });
  const deadline = start + PATIENCE_MS;
  for (const { name, url } of wanted) {
    for (;;) {
      const answer = await ask(url);
      if (answer.status === 200) break;
      if (Date.now() > deadline) throw late(name, url, answer, logOf);
      await wait(150);
    }
  }
}

/** An address to reach a server at that listens on `host`. */
export function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

interface Answer {
  status: number;
  body: string;
}

function ask(url: string): Promise<Answer> {
  return new Promise((resolve) => {
    const request = http.get(url, { timeout: 5000, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', (error) => resolve({ status: 0, body: error.message }));
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 5 s')));
    request.on('error', (error) => resolve({ status: 0, body: error.message }));
  });
}

function late(
  name: string,
  url: string,
  answer: Answer,
  logOf: (name: string) => string | null,
): LaunchFault {
  const tails = [name, 'worker'].map((process) => `--- ${process}\n${tail(logOf(process))}`).join('\n');
  return new LaunchFault(
    `${tails}\n${name} 在 ${PATIENCE_MS / 1000} 秒内未就绪（${url} 答复 ${answer.status} ${answer.body.slice(0, 300)}）：请按以上输出处理后重试。`,
    `${name} was not ready within ${PATIENCE_MS / 1000} s (${url} answered ${answer.status}): see the output above, then try again.`,
  );
}

/** The last lines, each cut short: a stack in a log line fills a screen. */
function tail(file: string | null): string {
  if (!file || !fs.existsSync(file)) return '';
  const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8);
  return lines.map((line) => line.slice(0, 400)).join('\n');
}
