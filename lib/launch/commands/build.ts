import { buildWeb } from '@/lib/launch/web-build';

export const database = false;

/** `npm run build`: the production build, which `npm start` otherwise makes when the sources have changed. */
export default async function run(): Promise<void> {
  await buildWeb();
}
