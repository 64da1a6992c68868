'use client';

import { useEffect, useRef, useState } from 'react';

import { CLIENT_STEPS, type ClientStep } from './client-steps';

/** The step shown. Each is an entry of the browser's history, so its Back button leads one step back. The heading takes the focus. */
export function useStep() {
  const [step, setStep] = useState<ClientStep>('what');
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);

  useEffect(() => {
    const back = () => {
      const { hash } = window.location;
      // An error summary leads to `#field` of the step shown.
      const at = hash === '' ? 'what' : CLIENT_STEPS.find((known) => `#${known}` === hash);
      if (at) setStep(at);
    };
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, []);

  useEffect(() => {
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [step]);

  function go(next: ClientStep) {
    if (next === step) return;
    window.history.pushState(null, '', `#${next}`);
    setStep(next);
  }

  return { step, go, heading };
}
