import { DomainError } from '@/lib/platform/errors';

/** How long and how large a body may be. */
export interface BodyLimits {
  maxBytes: number;
  /** Longest silence of the client. */
  idleMs: number;
  /** Longest time from first to last byte. */
  totalMs: number;
  /** Least average speed once `graceMs` have passed, so that a trickle cannot hold a place. */
  minBytesPerSecond: number;
  graceMs: number;
}

const DRAIN_BYTES = 32 * 1024 * 1024;
const DRAIN_MS = 10_000;

/**
 * Reads and drops what a refused client is still sending, for a while: closing at once would reset the connection and the
 * client would never see why (RFC 9112, section 9.6).
 */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const deadline = setTimeout(() => void reader.cancel().catch(() => undefined), DRAIN_MS);
  deadline.unref();
  try {
    for (let dropped = 0; dropped < DRAIN_BYTES;) {
      const { done, value } = await reader.read();
      if (done) return;
      dropped += value.length;
    }
    await reader.cancel();
  } catch {
    // The client is gone; there is nobody to be polite to.
  } finally {
    clearTimeout(deadline);
  }
}

/**
 * Hands every chunk of a body to `take`, one after another, and stops early when `signal` is aborted.
 * @throws DomainError upload_too_large, upload_too_slow; the signal's reason; invalid_multipart when the client went away
 */
export async function pumpBody(
  body: ReadableStream<Uint8Array>,
  limits: BodyLimits,
  signal: AbortSignal,
  take: (chunk: Uint8Array) => Promise<void> | void,
): Promise<void> {
  const reader = body.getReader();
  const began = Date.now();
  let heard = began;
  let received = 0;
  let interrupt: (error: unknown) => void = () => undefined;

  const tooSlow = (): boolean => {
    const now = Date.now();
    const elapsed = now - began;
    return (
      now - heard > limits.idleMs ||
      elapsed > limits.totalMs ||
      (elapsed > limits.graceMs && (received * 1000) / elapsed < limits.minBytesPerSecond)
    );
  };
  const watch = setInterval(
    () => {
      if (tooSlow()) interrupt(new DomainError('upload_too_slow'));
    },
    Math.min(1000, limits.idleMs),
  );
  const aborted = () => interrupt(signal.reason);
  signal.addEventListener('abort', aborted);

  /** Waits for `step`, unless the watch or the signal interrupts. */
  const unlessInterrupted = <T>(step: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      interrupt = reject;
      step.then(resolve, reject);
      if (signal.aborted) aborted();
    });

  try {
    for (;;) {
      const { done, value } = await unlessInterrupted(
        reader.read().catch((cause: unknown) => {
          throw new DomainError('invalid_multipart', { cause });
        }),
      );
      if (done) return;
      heard = Date.now();
      received += value.length;
      if (received > limits.maxBytes) throw new DomainError('upload_too_large');
      await unlessInterrupted(Promise.resolve(take(value)));
      heard = Date.now();
    }
  } catch (error) {
    void drain(reader);
    throw error;
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', aborted);
  }
}
