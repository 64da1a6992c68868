import fs from 'node:fs';
import path from 'node:path';
import { apiDescription } from '@/lib/intake/api-description';
import { root } from '@/lib/launch/places';

export const database = false;

/** Where the description is served in its stored form; a deployment serves its own address. */
const EXAMPLE_SERVER = 'https://12319.example';

/** `npm run contracts`: writes docs/contracts/api-v1.openapi.json anew from the schemas. */
export default async function run(): Promise<void> {
  const file = path.join(root, 'docs', 'contracts', 'api-v1.openapi.json');
  fs.writeFileSync(file, `${JSON.stringify(apiDescription(EXAMPLE_SERVER), null, 2)}\n`);
  console.log('docs/contracts/api-v1.openapi.json');
}
