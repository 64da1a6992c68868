/** What may wait for a reader before the stream is cut. */
const MOST_WAITING_BYTES = 256 * 1024;

/** A message of text/event-stream (HTML, 9.2). Everything in it is on one line. */
export interface LiveMessage {
  event: 'change' | 'resync' | 'rights' | 'ended';
  data: object;
  id?: number;
}

const encoder = new TextEncoder();

const textOf = ({ event, data, id }: LiveMessage) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** One open stream: written to as things happen, ended from here or by its reader. */
export class LiveStream {
  readonly body: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  /**
   * @param retryMs how long the browser waits before it comes back
   * @param onEnd called once, however it ends
   */
  constructor(
    retryMs: number,
    private readonly onEnd: () => void,
  ) {
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        cancel: () => this.#forget(),
      },
      { highWaterMark: MOST_WAITING_BYTES, size: (chunk) => chunk.byteLength },
    );
    // The comment is there so that the first byte, and with it the headers, leaves at once.
    this.#write(`: open\nretry: ${retryMs}\n\n`);
  }

  get open(): boolean {
    return this.#controller !== undefined;
  }

  send(message: LiveMessage): void {
    this.#write(textOf(message));
  }

  /** A sign of life: proxies end what is silent, and a reader that is gone is noticed. */
  beat(): void {
    this.#write(': beat\n\n');
  }

  /** Ends the stream after a last message. */
  end(last?: LiveMessage): void {
    if (last) this.send(last);
    const controller = this.#controller;
    this.#forget();
    controller?.close();
  }

  #write(text: string): void {
    const controller = this.#controller;
    if (!controller) return;
    if ((controller.desiredSize ?? 0) > 0) return controller.enqueue(encoder.encode(text));
    // Whoever does not read for so long has missed things anyway: cut off, it comes back and is told to look anew.
    this.#forget();
    controller.error(new DOMException('the reader is too slow', 'AbortError'));
  }

  #forget(): void {
    if (!this.#controller) return;
    this.#controller = undefined;
    this.onEnd();
  }
}
