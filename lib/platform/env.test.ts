import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseEnv, SettingsError } from './env';

const key = () => randomBytes(32).toString('base64');
const constant = Buffer.alloc(32, 7).toString('base64');
const production = {
  NODE_ENV: 'production',
  SANDBOX: '0',
  PUBLIC_BASE_URL: 'https://12319.example.gov.cn/',
  DATABASE_URL: 'postgresql://portal_app@db.example.gov.cn/portal',
  SMTP_URL: 'smtps://mail.example.gov.cn',
  MAIL_FROM: '12319 <no-reply@example.gov.cn>',
  ENCRYPTION_KEYS: `k2:${key()},k1:${key()}`,
  LOOKUP_KEY: key(),
  METRICS_TOKEN: 'sixteen-or-more-characters',
} as const;

describe('settings for production', () => {
  it('are taken when complete and strong', () => {
    expect(parseEnv(production)).toMatchObject({
      sandbox: false,
      publicBaseUrl: 'https://12319.example.gov.cn',
      smtpUrl: production.SMTP_URL,
      mailFrom: production.MAIL_FROM,
      metricsToken: production.METRICS_TOKEN,
      rateLimits: true,
    });
    expect(parseEnv({ ...production, METRICS_TOKEN: '' }).metricsToken).toBe('');
  });

  it.each([
    ['PUBLIC_BASE_URL', ''],
    ['PUBLIC_BASE_URL', 'http://12319.example.gov.cn'],
    ['PUBLIC_BASE_URL', 'https://localhost:3000'],
    ['PUBLIC_BASE_URL', 'https://127.0.0.1'],
    ['SMTP_URL', ''],
    ['SMTP_URL', 'mail.example.gov.cn'],
    ['MAIL_FROM', ''],
    ['MAIL_FROM', '12319 <no-reply@12319.invalid>'],
    ['LOOKUP_KEY', ''],
    ['LOOKUP_KEY', constant],
    ['ENCRYPTION_KEYS', ''],
    ['ENCRYPTION_KEYS', `k2:${key()},k1:${constant}`],
    ['METRICS_TOKEN', 'short'],
    ['RATE_LIMITS', '0'],
    ['OIDC_ISSUER', 'http://sso.example.gov.cn'],
    ['OIDC_ISSUER', 'https://sso.example.gov.cn'],
    ['TWILIO_AUTH_TOKEN', 'sandbox-twilio-token'],
    ['MAP_STYLE_URL', 'http://map.example.gov.cn/style.json'],
    ['MAP_STYLE_URL', 'map.example.gov.cn'],
    ['MAP_COORDINATES', 'bd09'],
    ['MAP_ORIGINS', 'https://tiles.example.gov.cn/v1'],
  ])('are refused by name with %s=%s', (name, value) => {
    const start = () => parseEnv({ ...production, [name]: value });
    expect(start).toThrow(SettingsError);
    expect(start).toThrow(new RegExp(`^${name}: `));
  });

  it('name every origin the map loads from, and no map when there is no style', () => {
    expect(parseEnv(production).map).toBeNull();
    expect(
      parseEnv({
        ...production,
        MAP_STYLE_URL: 'https://map.example.gov.cn/style.json?key=1',
        MAP_COORDINATES: 'gcj02',
        MAP_ORIGINS: 'https://tiles.example.gov.cn, https://map.example.gov.cn',
      }).map,
    ).toEqual({
      styleUrl: 'https://map.example.gov.cn/style.json?key=1',
      coordinates: 'gcj02',
      origins: ['https://map.example.gov.cn', 'https://tiles.example.gov.cn'],
    });
  });

  it('do not bind the sandbox', () => {
    const sandbox = { ...production, SANDBOX: '1', PUBLIC_BASE_URL: '', SMTP_URL: '', LOOKUP_KEY: constant };
    expect(parseEnv(sandbox)).toMatchObject({ publicBaseUrl: 'http://localhost:3000' });
  });
});
