import type { LiveMessage, LiveState } from './live-bell';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/** The stream of one tab, opened again for as long as somebody is signed in. */
export class LiveSource {
  #source: EventSource | undefined;
  #timer: number | undefined;
  #pause = FIRST_PAUSE_MS;
  state: LiveState = 'off';

  constructor(
    private readonly url: string,
    private readonly position: () => number,
    private readonly tell: (message: LiveMessage) => void,
  ) {}

  open(): void {
    this.close();
    const source = new EventSource(`${this.url}?after=${this.position()}`);
    this.#source = source;
    source.onopen = () => {
      this.#pause = FIRST_PAUSE_MS;
      this.#become('on');
    };
    source.addEventListener('change', ({ lastEventId, data }) =>
      this.tell({ kind: 'change', id: Number(lastEventId), change: JSON.parse(data as string) }),
    );
    source.addEventListener('resync', ({ lastEventId }) =>
      this.tell({ kind: 'resync', id: Number(lastEventId) }),
    );
    source.addEventListener('rights', () => this.tell({ kind: 'rights' }));
    source.addEventListener('ended', () => {
      this.close();
      this.#become('ended');
    });
    source.onerror = () => {
      this.#become('off');
      // While it is connecting the browser tries again by itself; a refusal it takes for the end.
      if (source.readyState === EventSource.CLOSED) void this.#again();
    };
  }

  /** Somebody may have signed in again in another tab. */
  lookAgain(): void {
    if (this.state === 'ended') void this.#again();
  }

  close(): void {
    this.#source?.close();
    window.clearTimeout(this.#timer);
  }

  async #again(): Promise<void> {
    const status = await window.fetch(this.url, { method: 'HEAD' }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 401) return this.#become('ended');
    const wait = this.state === 'ended' ? 0 : this.#pause * (0.5 + Math.random());
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.open(), wait);
  }

  #become(state: LiveState): void {
    this.state = state;
    this.tell({ kind: 'state', state });
  }
}
