import { createTranslator } from 'next-intl';

import type { Locale } from './locales';
import en from './messages/en.json';
import zhCN from './messages/zh-CN.json';

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];

/** Every dotted key of the catalogues; tests/house/messages.test.ts holds the two languages equal. */
export type MessageKey = Leaves<typeof zhCN>;

export type MessageValues = Record<string, string | number>;

export type Translate = (key: MessageKey, values?: MessageValues) => string;

const catalogues: Record<Locale, object> = { 'zh-CN': zhCN, en };
const translators = new Map<Locale, Translate>();

/** The translator of a language. Built once for each process: compiling the catalogue for each request costs more than the page. */
export function translator(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  const format = createTranslator({
    locale,
    messages: catalogues[locale],
    timeZone: 'Asia/Shanghai',
  }) as unknown as Translate;
  const plain = new Map<MessageKey, string>();
  const made: Translate = (key, values) => {
    if (values) return format(key, values);
    let text = plain.get(key);
    if (text === undefined) plain.set(key, (text = format(key)));
    return text;
  };
  translators.set(locale, made);
  return made;
}

/**
 * The raw texts below the given prefixes as a flat map, for a client component: it fills `{name}` places itself
 * (see client-translate.ts), so the message formatter is never sent to the browser.
 */
export function dictionary(locale: Locale, prefixes: readonly string[]): Record<string, string> {
  const flat: Record<string, string> = {};
  const walk = (node: object, path: string): void => {
    for (const [name, value] of Object.entries(node) as [string, unknown][]) {
      const key = path ? `${path}.${name}` : name;
      if (typeof value === 'string') {
        if (prefixes.some((prefix) => key === prefix || key.startsWith(`${prefix}.`))) flat[key] = value;
      } else if (typeof value === 'object' && value !== null) walk(value, key);
    }
  };
  walk(catalogues[locale], '');
  return flat;
}
