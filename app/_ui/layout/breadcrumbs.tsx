/** The way from the home page to this one; the last part is this page. */
export function Breadcrumbs({
  label,
  parts,
}: {
  label: string;
  parts: readonly { text: string; href?: string }[];
}) {
  return (
    <nav aria-label={label} className="no-print mb-6 text-sm">
      <ol className="flex flex-wrap items-center gap-x-2">
        {parts.map((part, index) => (
          <li key={part.text} className="flex items-center gap-x-2">
            {index > 0 ? <span aria-hidden="true">›</span> : null}
            {part.href ? (
              <a href={part.href} className="min-h-target inline-flex items-center">
                {part.text}
              </a>
            ) : (
              <span aria-current="page">{part.text}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
