import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { spreadOf } from './percentiles';
import type { KeptAnswer, LoadPlan, LoadResult } from './load-plan';

interface Run {
  plan: LoadPlan;
  agent: http.Agent;
  latencies: number[];
  statuses: Record<string, number>;
  failed: number;
  kept: KeptAnswer[];
  ended: boolean;
}

/** Runs a plan in this process and measures every answer. */
export async function runPlan(plan: LoadPlan): Promise<LoadResult> {
  const { hostname } = new URL(plan.origin);
  if (!['127.0.0.1', 'localhost'].includes(hostname))
    throw new Error(`load stays on this machine, not ${hostname}`);
  const maxSockets = plan.mode.kind === 'closed' ? plan.mode.connections : 2000;
  const agent = new http.Agent({ keepAlive: true, maxSockets });
  const run: Run = { plan, agent, latencies: [], statuses: {}, failed: 0, kept: [], ended: false };
  const began = performance.now();
  const limit = setTimeout(() => {
    run.ended = true;
    agent.destroy();
  }, plan.limitMs);
  try {
    await (plan.mode.kind === 'closed' ? closedLoop(run, plan.mode) : openLoop(run, plan.mode));
  } finally {
    clearTimeout(limit);
    agent.destroy();
  }
  return {
    spread: spreadOf(run.latencies),
    elapsedMs: performance.now() - began,
    failed: run.failed,
    statuses: run.statuses,
    kept: run.kept,
  };
}

async function closedLoop(
  run: Run,
  { connections, count }: { connections: number; count: number },
): Promise<void> {
  let next = 0;
  const connection = async () => {
    while (next < count && !run.ended) await measure(run, next++, performance.now());
  };
  await Promise.all(Array.from({ length: connections }, connection));
}

/** Latency counts from the moment a request was due, so a stalled server cannot hide the queue it causes. */
async function openLoop(run: Run, { rate, seconds }: { rate: number; seconds: number }): Promise<void> {
  const count = rate * seconds;
  const began = performance.now();
  const open: Promise<void>[] = [];
  while (open.length < count && !run.ended) {
    const due = Math.min(count, Math.floor(((performance.now() - began) * rate) / 1000) + 1);
    while (open.length < due) open.push(measure(run, open.length, began + (open.length * 1000) / rate));
    await wait(1);
  }
  await Promise.all(open);
}

async function measure(run: Run, index: number, since: number): Promise<void> {
  const { status, body } = await exchange(run, index);
  run.statuses[status] = (run.statuses[status] ?? 0) + 1;
  if (status !== run.plan.expect) {
    run.failed += 1;
    return;
  }
  run.latencies.push(performance.now() - since);
  if (run.plan.keep) run.kept.push({ at: Date.now(), fields: pick(body, run.plan.keep) });
}

function pick(body: Buffer, names: string[]): Record<string, string> {
  const answer = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
  return Object.fromEntries(names.map((name) => [name, String(answer[name])]));
}

function exchange({ plan, agent }: Run, index: number): Promise<{ status: number; body: Buffer }> {
  const planned = plan.requests[index % plan.requests.length]!;
  const body = planned.body === undefined ? undefined : Buffer.from(planned.body);
  return new Promise((resolve) => {
    const none = () => resolve({ status: 0, body: Buffer.alloc(0) });
    const request = http.request(
      plan.origin + planned.path,
      {
        agent,
        method: plan.method,
        headers: {
          ...(body && { 'content-type': 'application/json', 'content-length': body.length }),
          ...(plan.keys && { 'idempotency-key': randomUUID() }),
          ...planned.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
        response.on('error', none);
        response.on('close', none);
      },
    );
    request.on('error', none);
    request.end(body);
  });
}
