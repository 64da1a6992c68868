/** Links to the neighbouring pages of a list; a side without a link is left out. */
export function Pagination({
  label,
  previous,
  next,
}: {
  label: string;
  previous?: { href: string; text: string } | undefined;
  next?: { href: string; text: string } | undefined;
}) {
  const link =
    'border-control bg-surface inline-flex min-h-target items-center rounded-sm border-2 px-4 font-bold no-underline';
  return (
    <nav aria-label={label} className="no-print my-6 flex flex-wrap justify-between gap-4">
      {previous ? (
        <a rel="prev" href={previous.href} className={link}>
          <span aria-hidden="true">←&nbsp;</span>
          {previous.text}
        </a>
      ) : (
        <span />
      )}
      {next ? (
        <a rel="next" href={next.href} className={link}>
          {next.text}
          <span aria-hidden="true">&nbsp;→</span>
        </a>
      ) : null}
    </nav>
  );
}
