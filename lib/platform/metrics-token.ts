import { equalBytes } from './crypto';
import { env } from './env';

/** Whether a request carries METRICS_TOKEN; nobody does while none is set. */
export function holdsMetricsToken(headers: Headers): boolean {
  const { metricsToken } = env();
  const given = headers.get('authorization') ?? '';
  return metricsToken !== '' && equalBytes(Buffer.from(given), Buffer.from(`Bearer ${metricsToken}`));
}
