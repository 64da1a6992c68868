import type { ReactNode } from 'react';

import { Button } from '../../_ui/form/button';

/**
 * Something that turned up while somebody works: at the lower edge of the window, so that nothing moves under their hands. The
 * region is there from the start, since what comes into an existing one is what screen readers read out.
 * @param children nothing until there is something to say
 * @param urgent read out at once
 */
export function BottomNotice({ urgent = false, children }: { urgent?: boolean; children: ReactNode }) {
  return (
    <div role={urgent ? 'alert' : 'status'} className="no-print sticky bottom-0 z-10">
      {children ? (
        <div className="bottom-notice bg-warn-soft border-warn text-ink border-t-4">
          <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2">
            {children}
          </div>
        </div>
      ) : null}
    </div>
  );
}

/** Loads the page anew, when somebody says so. */
export function ReloadButton({ text }: { text: string }) {
  return (
    <Button type="button" look="second" onClick={() => window.location.reload()}>
      {text}
    </Button>
  );
}
