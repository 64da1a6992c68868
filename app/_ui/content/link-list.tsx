'use client';

/**
 * Short links in two columns, numbers below each other. A client component for its weight alone: what a server component
 * renders is sent twice, element by element, while this sends its texts.
 */
export function LinkList({ links }: { links: readonly { href: string; text: string; current?: boolean }[] }) {
  return (
    <ul className="[&_a]:min-h-target grid grid-cols-2 content-start gap-x-4 [&_a]:inline-flex [&_a]:items-center [&_a]:tabular-nums">
      {links.map(({ href, text, current }) => (
        <li key={href}>
          <a href={href} aria-current={current ? 'true' : undefined}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
