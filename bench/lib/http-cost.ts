import { cpuOfTree } from './cpu';
import { median } from './percentiles';
import { runLoad } from './processes';
import type { LoadPlan } from './load-plan';

/** CPU milliseconds per request: of the process that answers, and with PostgreSQL when it has a part in it. */
export interface HttpCost {
  server: number;
  withDatabase: number;
}

/** Who is measured: process ids are read anew each time. */
export interface Measured {
  plan: Omit<LoadPlan, 'mode' | 'limitMs'>;
  server: () => number;
  database?: () => number;
}

/** Connections of every comparison: enough to keep one process busy. */
export const CONNECTIONS = 16;
const LIMIT_MS = 180_000;

async function once({ plan, server, database }: Measured, count: number): Promise<HttpCost> {
  const cpu = () => ({ server: cpuOfTree(server()), database: database ? cpuOfTree(database()) : 0 });
  const before = cpu();
  const result = await runLoad({
    ...plan,
    mode: { kind: 'closed', connections: CONNECTIONS, count },
    limitMs: LIMIT_MS,
  });
  const after = cpu();
  if (result.failed > 0)
    throw new Error(`answers other than ${plan.expect}: ${JSON.stringify(result.statuses)}`);
  const used = after.server - before.server;
  return { server: used / count, withDatabase: (used + after.database - before.database) / count };
}

/**
 * Measures several servers in turns, so that whatever else the machine does meets all alike; the median of the rounds.
 * A first round warms up and is not counted.
 */
export async function compareHttp<N extends string>(
  servers: Record<N, { measured: Measured; count: number }>,
  rounds = 3,
): Promise<Record<N, HttpCost>> {
  const names = Object.keys(servers) as N[];
  const costs = new Map<N, HttpCost[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const { measured, count } = servers[name];
      const cost = await once(measured, count);
      if (round > 0) costs.get(name)!.push(cost);
    }
  }
  const middle = (name: N): HttpCost => ({
    server: median(costs.get(name)!.map((cost) => cost.server)),
    withDatabase: median(costs.get(name)!.map((cost) => cost.withDatabase)),
  });
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as Record<N, HttpCost>;
}
