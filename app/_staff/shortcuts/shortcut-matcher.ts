/** What is asked of a key that was pressed. */
export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
  isComposing: boolean;
  /** 229 while an input method works, in browsers that say it no other way. */
  keyCode: number;
}

/** Two keys of one shortcut come within this time. */
const WITHIN_MS = 1_500;

/** A Chinese keyboard layout gives these signs for the same keys. */
const SAME: Readonly<Record<string, string>> = { '？': '?', '／': '/', '、': '/' };

/**
 * Finds shortcuts of one key or of two in turn, such as `?` and `g a`. A key with a modifier, a held key and whatever an input
 * method makes its text of are none; the caller leaves out keys that are typed into a field.
 */
export class ShortcutMatcher {
  #first: { key: string; at: number } | undefined;

  constructor(private readonly shortcuts: readonly string[]) {}

  /** @returns the shortcut that this key completes */
  press(pressed: PressedKey, now: number): string | undefined {
    const composing = pressed.isComposing || pressed.keyCode === 229 || pressed.key === 'Process';
    if (composing || pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.repeat) {
      this.forget();
      return undefined;
    }
    // Shift makes other signs, which come as such.
    if (pressed.key === 'Shift') return undefined;
    const key = SAME[pressed.key] ?? pressed.key;
    const first = this.#first;
    this.#first = undefined;
    const pair = first && now - first.at <= WITHIN_MS ? `${first.key} ${key}` : undefined;
    if (pair && this.shortcuts.includes(pair)) return pair;
    if (this.shortcuts.includes(key)) return key;
    if (this.shortcuts.some((shortcut) => shortcut.startsWith(`${key} `))) this.#first = { key, at: now };
    return undefined;
  }

  /** A key went elsewhere: into a field, say. */
  forget(): void {
    this.#first = undefined;
  }
}
