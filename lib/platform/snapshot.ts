/** Times `maxAgeMs` after which nobody is served the old value while the new one is read. */
const LONG = 3;

/**
 * Reference data held for a moment: read once, served from memory, read again in the background after `maxAgeMs`.
 * A change of settings is everywhere within that time, whatever process made it; nothing else is cached in a process.
 */
export function snapshot<T>(load: () => Promise<T>, maxAgeMs = 2_000): { get(): Promise<T> } {
  let value: Promise<T> | undefined;
  let readAt = 0;
  let reading: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    try {
      const fresh = await load();
      value = Promise.resolve(fresh);
      readAt = Date.now();
    } catch {
      // The old value serves on; the next caller after maxAgeMs tries again.
      readAt = Date.now();
    } finally {
      reading = undefined;
    }
  }

  return {
    get() {
      if (!value) {
        readAt = Date.now();
        const first = load();
        value = first;
        first.catch(() => {
          if (value === first) value = undefined;
        });
      } else {
        const age = Date.now() - readAt;
        if (age > maxAgeMs) reading ??= refresh();
        // After a quiet hour the value is an hour old: who comes then waits for the new one.
        if (reading && age > maxAgeMs * LONG) return reading.then(() => value!);
      }
      return value;
    },
  };
}
