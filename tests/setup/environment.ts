import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { TEST_KEYS } from './test-keys';

// The settings of a test process, fixed so that every run sees the same sealed values, numbers and signatures.
// Runs before lib/platform is imported; tests/setup/database.ts adds the database.
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'portal-data-'));

Object.assign(process.env, {
  PORT: '3000',
  HOST: '127.0.0.1',
  PUBLIC_BASE_URL: 'http://localhost:3000',
  DATA_DIR: dataDir,
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/call-useDatabase-first',
  DATABASE_POOL: '8',
  SANDBOX: '1',
  SMTP_URL: 'smtp://127.0.0.1:1',
  TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000000',
  TWILIO_AUTH_TOKEN: 'sandbox-twilio-token',
  TWILIO_FROM: '+15005550006',
  TWILIO_API_BASE_URL: 'http://127.0.0.1:1/twilio',
  ...TEST_KEYS,
  METRICS_TOKEN: 'test-metrics-token',
  LOG_LEVEL: 'silent',
});

afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }));
