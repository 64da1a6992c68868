import { caseFeed } from '@/app/_cases/feed';

/** The feed in English, below /en. */
export const GET = caseFeed('en');
