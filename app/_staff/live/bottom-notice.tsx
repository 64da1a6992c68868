import type { ReactNode } from 'react';

/**
 * Something that turned up while somebody works: at the lower edge of the window, so that nothing moves under their hands.
 * @param urgent read out at once
 */
export function BottomNotice({ urgent = false, children }: { urgent?: boolean; children: ReactNode }) {
  return (
    <div
      role={urgent ? 'alert' : 'status'}
      className="no-print bg-warn-soft border-warn text-ink sticky bottom-0 z-10 border-t-4"
    >
      <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2">
        {children}
      </div>
    </div>
  );
}
