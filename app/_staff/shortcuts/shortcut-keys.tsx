'use client';

import { useEffect, useRef, useState } from 'react';

import { ShortcutList } from './shortcut-list';
import { ShortcutMatcher } from './shortcut-matcher';
import type { ShortcutView } from './shortcuts';

const TEXT_FIELD =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"])';

/** Whether a key goes into something that takes keys itself. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TEXT_FIELD) !== null;
}

/** Follows the shortcuts of the page, and shows them in a dialog. */
export function ShortcutKeys({
  shortcuts,
  settings,
  texts,
}: {
  shortcuts: readonly ShortcutView[];
  /** The page that lists them and turns them off. */
  settings: string;
  texts: Record<'title' | 'here' | 'everywhere' | 'between' | 'close' | 'settings', string>;
}) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState(shortcuts);
  useEffect(() => {
    const matcher = new ShortcutMatcher(shortcuts.map(({ keys }) => keys));
    const follow = ({ href, focus }: ShortcutView): boolean => {
      if (href) window.location.assign(href);
      else if (focus) {
        const element = document.querySelector<HTMLElement>(focus);
        element?.focus();
        return element !== null;
      } else {
        setShown(shortcuts.filter((one) => !one.focus || document.querySelector(one.focus)));
        sheet.current?.showModal();
      }
      return true;
    };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]'))
        return matcher.forget();
      const keys = matcher.press(event, event.timeStamp);
      const found = shortcuts.find((shortcut) => shortcut.keys === keys);
      if (found && follow(found)) event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [shortcuts]);
  const [here, everywhere] = [true, false].map((own) => shown.filter((shortcut) => shortcut.own === own));
  return (
    <dialog
      ref={sheet}
      aria-labelledby="shortcuts-title"
      className="bg-surface text-ink border-accent m-auto w-full max-w-lg rounded-md border-4 p-5 backdrop:bg-black/50"
    >
      <h2 id="shortcuts-title" className="mb-4 text-xl">
        {texts.title}
      </h2>
      {here?.length ? (
        <>
          <h3 className="text-lg">{texts.here}</h3>
          <ShortcutList shortcuts={here} between={texts.between} />
          <h3 className="text-lg">{texts.everywhere}</h3>
        </>
      ) : null}
      <ShortcutList shortcuts={everywhere ?? []} between={texts.between} />
      <form method="dialog" className="flex flex-wrap items-center gap-4">
        <button className="button bg-accent text-on-accent border-accent">{texts.close}</button>
        <a href={settings} className="min-h-target inline-flex items-center">
          {texts.settings}
        </a>
      </form>
    </dialog>
  );
}
