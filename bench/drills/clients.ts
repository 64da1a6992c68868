import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { sampleReport } from '@/bench/lib/sample-reports';

/** What a client was told: the oracle of the drill. */
export interface Acknowledgement {
  trackingNumber: string;
  queryCode: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** One report as its client remembers it. */
export interface LoggedReport {
  key: string;
  body: string;
  attempts: number;
  /** When the last attempt was sent. */
  sentAt: number;
  acknowledged?: Acknowledgement;
}

export interface ClientOptions {
  origin: string;
  submissions: number;
  connections: number;
  seed: number;
  random: () => number;
  /** A client that has not been acknowledged by then gives up. */
  patienceMs: number;
}

const ANSWER_WITHIN_MS = 15_000;
/** Some people close the tab after the first failure: what becomes of their report is open, but never two of it. */
const IMPATIENT_SHARE = 0.05;

/** People who send reports, each again and again with the same key until it is acknowledged. */
export class Clients {
  readonly log: LoggedReport[] = [];
  /** Requests sent and not answered. */
  inFlight = 0;
  acknowledged = 0;
  readonly #agent: http.Agent;

  constructor(private readonly options: ClientOptions) {
    this.#agent = new http.Agent({ keepAlive: true, maxSockets: options.connections });
  }

  /** Sends every report; returns when each is acknowledged or given up. */
  async submitAll(): Promise<void> {
    const { submissions, connections } = this.options;
    let next = 0;
    const client = async () => {
      while (next < submissions) await this.#submit(next++);
    };
    await Promise.all(Array.from({ length: connections }, client));
  }

  /** Sends every acknowledged report once more: each must get its first answer again. Returns those that did not. */
  async replayAll(): Promise<LoggedReport[]> {
    const waiting = this.log.filter((entry) => entry.acknowledged);
    const strange: LoggedReport[] = [];
    const client = async () => {
      for (let entry = waiting.pop(); entry; entry = waiting.pop()) {
        const answer = await this.#send(entry);
        const { trackingNumber, queryCode } = entry.acknowledged!;
        if (answer?.trackingNumber !== trackingNumber || answer.queryCode !== queryCode) strange.push(entry);
      }
    };
    await Promise.all(Array.from({ length: 8 }, client));
    return strange;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #submit(index: number): Promise<void> {
    const { seed, random, patienceMs } = this.options;
    const entry: LoggedReport = {
      key: `drill-${seed}-${index}-${Math.floor(random() * 2 ** 40).toString(36)}`,
      body: JSON.stringify(sampleReport(index)),
      attempts: 0,
      sentAt: 0,
    };
    this.log.push(entry);
    const isPatient = random() >= IMPATIENT_SHARE;
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      entry.attempts += 1;
      entry.sentAt = Date.now();
      const answer = await this.#send(entry);
      if (answer) {
        entry.acknowledged = answer;
        this.acknowledged += 1;
        return;
      }
      if (!isPatient) return;
      await wait(50 + random() * 250);
    }
  }

  /** One attempt; null when it was not acknowledged, whatever the reason. */
  async #send(entry: LoggedReport): Promise<Acknowledgement | null> {
    this.inFlight += 1;
    try {
      const { status, body } = await post(this.#agent, this.options.origin, entry);
      if (status !== 201) return null;
      const { trackingNumber, queryCode } = JSON.parse(body) as Acknowledgement;
      return { trackingNumber, queryCode, at: Date.now() };
    } catch {
      return null;
    } finally {
      this.inFlight -= 1;
    }
  }
}

function post(
  agent: http.Agent,
  origin: string,
  { key, body }: LoggedReport,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${origin}/api/v1/reports`,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': key,
        },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on('error', reject);
        response.on('close', () => reject(new Error('half an answer')));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
