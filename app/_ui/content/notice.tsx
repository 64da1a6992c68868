import type { ReactNode } from 'react';

import { classNames } from '../class-names';

type Kind = 'info' | 'warning' | 'success' | 'emergency';

const kinds: Record<Kind, string> = {
  info: 'border-accent bg-accent-soft',
  warning: 'border-warn bg-warn-soft',
  success: 'border-good bg-good-soft',
  emergency: 'border-danger bg-danger-soft border-4',
};

/** A message that stands out from the page. `live` reads it out when it appears by script. */
export function Notice({
  kind = 'info',
  title,
  live = false,
  children,
}: {
  kind?: Kind;
  title: string;
  live?: boolean;
  children?: ReactNode;
}) {
  return (
    <section
      role={live ? 'alert' : undefined}
      aria-label={live ? undefined : title}
      className={classNames('mb-6 rounded-sm border-l-8 p-4', kinds[kind])}
    >
      <p className={classNames('font-bold', kind === 'emergency' && 'text-danger text-lg')}>{title}</p>
      {children ? <div className="mt-2">{children}</div> : null}
    </section>
  );
}
