import type { ReactNode } from 'react';

import { classNames } from '../class-names';

export type TagKind = 'neutral' | 'good' | 'warning' | 'danger';

const kinds: Record<TagKind, string> = {
  neutral: 'border-accent text-accent bg-accent-soft',
  good: 'border-good text-good bg-good-soft',
  warning: 'border-warn text-warn bg-warn-soft',
  danger: 'border-danger text-danger bg-danger-soft',
};

/** A short state word. The word says everything; the colour only helps. */
export function Tag({ kind = 'neutral', children }: { kind?: TagKind; children: ReactNode }) {
  return <span className={classNames('tag', kinds[kind])}>{children}</span>;
}
