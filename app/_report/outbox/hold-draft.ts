const LOCK = 'report-draft';

/** This tab has it. */
let held = false;

/**
 * Makes this tab the one that writes the report, until it is closed or another tab takes over. Without Web Locks (a site
 * without HTTPS) the newest tab writes, and the other learns of it when it next saves.
 * @param steal take it from the tab that has it
 * @param onLost another tab has taken over
 * @returns whether this tab has it
 */
export function holdDraft(steal: boolean, onLost: () => void): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks || held) return Promise.resolve(true);
  return new Promise((resolve) => {
    locks
      .request(LOCK, steal ? { steal } : { ifAvailable: true }, (lock) => {
        held = lock !== null;
        resolve(held);
        // Held as long as the tab lives; when it is stolen the request is refused.
        return held ? new Promise(() => undefined) : undefined;
      })
      .catch(() => {
        held = false;
        onLost();
      });
  });
}
