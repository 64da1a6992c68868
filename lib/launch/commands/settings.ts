import { SETTINGS } from '@/lib/platform/env-settings';

export const database = false;

/** `npm run settings`: every setting with its default and meaning, as the Markdown table of docs/settings. */
export default async function run(): Promise<void> {
  console.log('| variable | default | meaning |\n|---|---|---|');
  for (const { name, fallback, meaning } of SETTINGS)
    console.log(`| \`${name}\` | ${fallback} | ${meaning} |`);
}
