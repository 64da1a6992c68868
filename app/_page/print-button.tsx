'use client';

import { useEffect, useState } from 'react';

import { Button } from '../_ui/form/button';

/** Prints the page. Without script there is no such button: the browser's own menu prints. */
export function PrintButton({ text }: { text: string }) {
  const [able, setAble] = useState(false);
  useEffect(() => setAble(true), []);
  // invisible instead of absent: its room is kept, so nothing moves when it appears
  return (
    <Button type="button" look="second" className={able ? '' : 'invisible'} onClick={() => window.print()}>
      {text}
    </Button>
  );
}
