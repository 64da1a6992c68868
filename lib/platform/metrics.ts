import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

// One registry per process, surviving a development reload.
const held = globalThis as typeof globalThis & {
  portalMetrics?: ReturnType<typeof build>;
};

function build() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'portal_http_request_seconds',
      help: 'Time to answer, by route name and status class',
      labelNames: ['route', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 1, 3, 10],
      registers: [registry],
    }),
    submissions: new Counter({
      name: 'portal_submissions_total',
      help: 'Reports by channel and outcome (created, repeated, refused)',
      labelNames: ['channel', 'outcome'] as const,
      registers: [registry],
    }),
    refusals: new Counter({
      name: 'portal_refusals_total',
      help: 'Expected refusals by code',
      labelNames: ['code'] as const,
      registers: [registry],
    }),
    liveStreams: new Gauge({
      name: 'portal_live_streams',
      help: 'Open streams of the console',
      registers: [registry],
    }),
    backlog: new Gauge({
      name: 'portal_backlog',
      help: 'Rows waiting, by kind',
      labelNames: ['kind'] as const,
      registers: [registry],
    }),
    backlogAge: new Gauge({
      name: 'portal_backlog_age_seconds',
      help: 'Age of the oldest waiting row, by kind',
      labelNames: ['kind'] as const,
      registers: [registry],
    }),
  };
}

/** This process's metrics. Labels are route names, codes and kinds: never ids, never personal data. */
export function metrics(): ReturnType<typeof build> {
  return (held.portalMetrics ??= build());
}
