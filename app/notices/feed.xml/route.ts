import { noticeFeed } from '@/app/_notices/feed';

/** The Chinese feed: an address with a dot passes by the proxy that chooses the language. */
export const GET = noticeFeed('zh-CN');
