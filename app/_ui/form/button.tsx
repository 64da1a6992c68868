import type { ComponentProps } from 'react';

import { classNames } from '../class-names';

type Look = 'main' | 'second' | 'plain';

const looks: Record<Look, string> = {
  main: 'bg-accent text-on-accent border-accent hover:bg-accent-strong',
  second: 'bg-surface text-accent border-accent hover:bg-accent-soft',
  plain: 'bg-transparent text-accent border-transparent underline underline-offset-4 hover:bg-accent-soft',
};

function buttonClass(look: Look): string {
  return classNames('no-print button', looks[look]);
}

export function Button({
  look = 'main',
  className,
  type = 'submit',
  ...button
}: { look?: Look } & ComponentProps<'button'>) {
  return <button {...button} type={type} className={classNames(buttonClass(look), className)} />;
}

/** A link that starts or continues the page's main act. */
export function ButtonLink({ look = 'main', className, ...link }: { look?: Look } & ComponentProps<'a'>) {
  return <a {...link} className={classNames(buttonClass(look), className)} />;
}
