import { Fragment } from 'react';

import type { ShortcutView } from './shortcuts';

/** Shortcuts with what they do. */
export function ShortcutList({
  shortcuts,
  between,
}: {
  shortcuts: readonly Pick<ShortcutView, 'keys' | 'text'>[];
  /** The word between two keys. */
  between: string;
}) {
  return (
    <dl className="mb-4">
      {shortcuts.map(({ keys, text }) => (
        <div
          key={keys + text}
          className="border-line flex items-baseline justify-between gap-6 border-b py-2"
        >
          <dt>{text}</dt>
          <dd className="shrink-0">
            {keys.split(' ').map((key, index) => (
              <Fragment key={key}>
                {index > 0 ? <span className="text-muted text-sm"> {between} </span> : null}
                <kbd className="border-control rounded-sm border-2 px-2 font-bold">{key}</kbd>
              </Fragment>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
