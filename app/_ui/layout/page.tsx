import type { ReactNode } from 'react';

/** The one column of a page, on the same left edge as the header. `narrow` for forms and texts. */
export function Page({ narrow = false, children }: { narrow?: boolean; children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-5xl px-4 py-8">
      {narrow ? <div className="max-w-2xl">{children}</div> : children}
    </main>
  );
}

/** A page's name. */
export function PageTitle({ children }: { children: ReactNode }) {
  return <h1 className="mb-4 text-2xl">{children}</h1>;
}

/** A white sheet that groups what belongs together. */
export function Sheet({ children }: { children: ReactNode }) {
  return <div className="bg-surface border-line mb-6 rounded-md border p-5">{children}</div>;
}
