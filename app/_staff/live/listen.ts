import type { LiveMessage } from './live-bell';
import { LiveSource } from './live-source';

/** Where to listen, as whom, and since when: the session's id and the time the page was made. */
export interface LivePlan {
  url: string;
  session: string;
  since: number;
}

/** Between the tabs of one browser: what one of them hears, and what the others ask it. */
type Word = LiveMessage | { kind: 'ask'; after: number } | { kind: 'look' };

const KEPT = 50;
/** A tab that holds the stream answers at once; one that the system has put to sleep does not. */
const ANSWER_WITHIN_MS = 3_000;

/**
 * Listens until the returned function is called. One tab of the browser holds the stream and tells the others, since HTTP/1.1
 * gives a host six connections in all; when it goes, the next takes over where it was. Without Web Locks, which want a
 * secure address, each tab has its own.
 */
export function listen({ url, session, since }: LivePlan, tell: (message: LiveMessage) => void): () => void {
  const name = `console-live-${session}`;
  const tabs = new BroadcastChannel(name);
  const say = (word: Word) => tabs.postMessage(word);
  const kept: (LiveMessage & { id: number })[] = [];
  let last = since;
  let source: LiveSource | undefined;

  let heard = false;

  const hear = (message: LiveMessage) => {
    heard = true;
    if ('id' in message) {
      if (message.id <= last) return;
      last = message.id;
    }
    tell(message);
  };

  const lead = () => {
    if (source) return;
    source = new LiveSource(
      url,
      () => last,
      (message) => {
        if ('id' in message) {
          kept.push(message);
          if (kept.length > KEPT) kept.shift();
        }
        say(message);
        hear(message);
      },
    );
    source.open();
  };

  tabs.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.kind === 'look') source?.lookAgain();
    else if (data.kind !== 'ask') hear(data);
    else if (source) {
      say({ kind: 'state', state: source.state });
      for (const message of kept) if (message.id > data.after) say(message);
    }
  };
  say({ kind: 'ask', after: since });
  const unanswered = window.setTimeout(() => {
    if (!heard) lead();
  }, ANSWER_WITHIN_MS);

  const look = () => {
    say({ kind: 'look' });
    source?.lookAgain();
  };
  window.addEventListener('focus', look);

  const gone = new AbortController();
  const whenGone = new Promise<void>((resolve) => gone.signal.addEventListener('abort', () => resolve()));
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) lead();
  else
    locks
      .request(name, { signal: gone.signal }, () => {
        lead();
        return whenGone;
      })
      .catch(() => undefined);

  return () => {
    gone.abort();
    window.clearTimeout(unanswered);
    window.removeEventListener('focus', look);
    source?.close();
    tabs.close();
  };
}
