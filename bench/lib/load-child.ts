import { runPlan } from './load';
import type { LoadPlan } from './load-plan';

// The load generator's own process: its CPU time and pauses are not the server's.
process.on('message', (plan: LoadPlan) => {
  void runPlan(plan).then((result) => process.send?.(result));
});
