/** The foot of every page: where to find what the law asks a government site to show. Lines without a value are left out by the caller. */
export function SiteFooter({
  linksLabel,
  links,
  lines,
}: {
  linksLabel: string;
  links: readonly { text: string; href: string }[];
  lines: readonly { text: string; href?: string | undefined }[];
}) {
  return (
    <footer className="border-line bg-surface mt-12 border-t">
      <div className="mx-auto max-w-5xl px-4 py-6 text-sm">
        <nav aria-label={linksLabel} className="no-print mb-4">
          <ul className="-mx-2 flex flex-wrap">
            {links.map((link) => (
              <li key={link.href}>
                <a href={link.href} className="min-h-target inline-flex items-center px-2">
                  {link.text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ul className="text-muted flex flex-wrap items-center gap-x-6 gap-y-1">
          {lines.map((line) => (
            <li key={line.text}>
              {line.href ? (
                <a
                  href={line.href}
                  rel="external"
                  className="text-muted min-h-target inline-flex items-center"
                >
                  {line.text}
                </a>
              ) : (
                line.text
              )}
            </li>
          ))}
        </ul>
      </div>
    </footer>
  );
}
