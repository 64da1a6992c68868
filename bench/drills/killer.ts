import { isRunning } from '@/bench/lib/cpu';
import type { Product } from '@/bench/lib/product';
import { until } from '@/bench/lib/until';
import type { Clients } from './clients';
import { shuffled } from './random';

export const VICTIMS = ['web', 'worker', 'postgres'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface KillPlan {
  /** How often each process is killed. */
  kills: number;
  /** A kill happens only with at least this many requests in flight. */
  inFlight: number;
  submissions: number;
  connections: number;
  random: () => number;
  /** Called right before each kill: the desk's troubles change with it. */
  beforeKill: () => Promise<void>;
}

export interface KillReport {
  killed: Record<Victim, number>;
  /** Requests in flight at the quietest kill. */
  leastInFlight: number;
}

/** Acknowledgements that show that the product has recovered from the last kill. */
const RECOVERED_AFTER = 5;
const LIMIT_MS = 180_000;

/** Kills the processes in a drawn order, spread over the submissions, each time with requests in flight. */
export async function killInTurns(product: Product, clients: Clients, plan: KillPlan): Promise<KillReport> {
  const order = shuffled(
    VICTIMS.flatMap((victim) => Array.from({ length: plan.kills }, () => victim)),
    plan.random,
  );
  const report: KillReport = { killed: { web: 0, worker: 0, postgres: 0 }, leastInFlight: Infinity };
  const killed = new Set<number>();
  let recovered = 0;
  for (const [turn, victim] of order.entries()) {
    // All kills fit before the last reports are on their way, so that enough are in flight.
    const due = ((turn + 0.5) / order.length) * (plan.submissions - plan.connections);
    const isDue = () =>
      clients.acknowledged >= Math.max(due, recovered) &&
      clients.inFlight >= plan.inFlight &&
      isVictim(product.running().pids[victim], killed);
    await plan.beforeKill();
    await until(`${plan.inFlight} requests in flight and ${victim} running`, LIMIT_MS, isDue, 2);
    const pid = product.running().pids[victim]!;
    report.leastInFlight = Math.min(report.leastInFlight, clients.inFlight);
    process.kill(pid, 'SIGKILL');
    killed.add(pid);
    await until(`the end of ${victim}`, 10_000, () => !isRunning(pid), 2);
    report.killed[victim] += 1;
    recovered = clients.acknowledged + RECOVERED_AFTER;
  }
  return report;
}

const isVictim = (pid: number | undefined, killed: Set<number>): boolean =>
  pid !== undefined && !killed.has(pid) && isRunning(pid);
