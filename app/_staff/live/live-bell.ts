import type { LiveChange } from '@/lib/platform/live/notices';

/**
 * What a page of the console hears. change: something of that topic is another now; resync: anything may be; rights: one's own
 * roles are; state: of the connection, where `ended` means that nobody is signed in any more.
 */
export type LiveMessage =
  | { kind: 'change'; id: number; change: LiveChange }
  | { kind: 'resync'; id: number }
  | { kind: 'rights' }
  | { kind: 'state'; state: LiveState };

export type LiveState = 'on' | 'off' | 'ended';

declare global {
  interface WindowEventMap {
    'console-live': CustomEvent<LiveMessage>;
  }
}

/** Rings for every component of the page. */
export function ringLive(message: LiveMessage): void {
  window.dispatchEvent(new CustomEvent('console-live', { detail: message }));
}

/** Hears it, until the returned function is called. */
export function onLive(hear: (message: LiveMessage) => void): () => void {
  const listener = ({ detail }: CustomEvent<LiveMessage>) => hear(detail);
  window.addEventListener('console-live', listener);
  return () => window.removeEventListener('console-live', listener);
}
