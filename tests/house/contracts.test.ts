import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apiDescription } from '@/lib/intake/api-description';

describe('docs/contracts/api-v1.openapi.json', () => {
  it('is what the schemas say; `npm run contracts` writes it anew', () => {
    const stored: unknown = JSON.parse(fs.readFileSync('docs/contracts/api-v1.openapi.json', 'utf8'));
    expect(JSON.parse(JSON.stringify(apiDescription('https://12319.example')))).toEqual(stored);
  });
});
