/**
 * Reference data held for a moment: read once, served from memory, read again in the background after `maxAgeMs`.
 * A change of settings is everywhere within that time, whatever process made it; nothing else is cached in a process.
 */
export function snapshot<T>(load: () => Promise<T>, maxAgeMs = 2_000): { get(): Promise<T> } {
  let value: Promise<T> | undefined;
  let readAt = 0;
  let refreshing = false;

  async function refresh(): Promise<void> {
    refreshing = true;
    try {
      const fresh = await load();
      value = Promise.resolve(fresh);
      readAt = Date.now();
    } catch {
      // The old value serves on; the next caller after maxAgeMs tries again.
      readAt = Date.now();
    } finally {
      refreshing = false;
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
      } else if (!refreshing && Date.now() - readAt > maxAgeMs) void refresh();
      return value;
    },
  };
}
