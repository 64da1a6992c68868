'use client';

import { Tag, type TagKind } from './tag';

/** One card: a link, a note below it, short states, and words in a language of their own. */
export interface Card {
  href: string;
  title: string;
  /** Its line breaks are shown. */
  note: string;
  tags: readonly (readonly [kind: TagKind, text: string])[];
  words?: { text: string; lang: string };
}

/**
 * Cards in two columns. A client component for its weight alone: what a server component renders is sent twice, element
 * by element, while this sends its texts. The looks stand once, at the list.
 */
export function Cards({ cards }: { cards: readonly Card[] }) {
  return (
    <ul className="*:bg-surface *:border-line [&_a]:min-h-target [&_h3+p]:text-muted mb-6 grid gap-4 *:rounded-md *:border *:p-4 md:grid-cols-2 [&_a]:inline-flex [&_a]:items-center [&_h3]:text-lg [&_h3+p]:whitespace-pre-line [&_p]:mb-1">
      {cards.map(({ href, title, note, tags, words }) => (
        <li key={href}>
          <h3>
            <a href={href}>{title}</a>
          </h3>
          <p>{note}</p>
          {tags.flatMap(([kind, text], index) => [
            index > 0 ? ' ' : null,
            <Tag key={kind} kind={kind}>
              {text}
            </Tag>,
          ])}
          {words ? <p lang={words.lang}>{words.text}</p> : null}
        </li>
      ))}
    </ul>
  );
}
