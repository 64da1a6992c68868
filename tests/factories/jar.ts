/** One browser's cookies at one host. */
export class Jar {
  readonly #held = new Map<string, string>();

  take(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...rest] = line.split(';');
      const at = pair.indexOf('=');
      const gone = rest.some((part) => /^\s*(?:Max-Age=0|Expires=Thu, 01 Jan 1970)/i.test(part));
      if (gone || at === pair.length - 1) this.#held.delete(pair.slice(0, at));
      else this.#held.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }

  get header(): string {
    return [...this.#held].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
