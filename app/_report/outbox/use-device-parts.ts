'use client';

import { useEffect, useState } from 'react';

import { deviceParts } from './page-store';

/** The parts of the form that come after it; null until they are there. */
export function useDeviceParts() {
  const [parts, setParts] = useState<Awaited<ReturnType<typeof deviceParts>> | null>(null);
  useEffect(() => {
    deviceParts().then(setParts, () => undefined);
  }, []);
  return parts;
}
