import { headers } from 'next/headers';
import { cache } from 'react';

import { signedInStaff } from '@/lib/staff/staff-actor';

/** Who is signed in; asked once for a page and its frame. */
export const whoIsSignedIn = cache(async () => signedInStaff(new Headers(await headers())));
