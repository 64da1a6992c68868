import { caseFeed } from '@/app/_cases/feed';

/** The Chinese feed: an address with a dot passes by the proxy that chooses the language. */
export const GET = caseFeed('zh-CN');
