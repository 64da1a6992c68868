import type { MessageKey, MessageValues, Translate } from './translate';

/** A translator over a flat dictionary. It knows `{name}` places only; texts with plurals stay on the server. */
export function dictionaryTranslator(texts: Record<string, string>): Translate {
  return (key: MessageKey, values: MessageValues = {}) =>
    (texts[key] ?? key).replace(/\{(\w+)\}/gu, (place, name: string) => String(values[name] ?? place));
}
