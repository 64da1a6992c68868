import { noticeFeed } from '@/app/_notices/feed';

/** The feed in English, below /en. */
export const GET = noticeFeed('en');
