import { seal } from '@/lib/platform/crypto';
import { env } from '@/lib/platform/env';
import { deskSecretContext } from '@/lib/routing/desk-access';
import { upsert, type SeedClient } from './client';
import { staffsOwn } from './staffs-own';
import divisions from './data/divisions.json';

/** The secret every desk of the sandbox shares; a production start refuses it. */
const DEMO_SECRET = 'sandbox-desk-secret';
/** Marks a secret as the sandbox's. */
const DEMO_VALID_FROM = '2020-01-01T00:00:00Z';

interface DemoDesk {
  code: string;
  jurisdiction_code: string;
  name_zh: string;
  name_en: string;
  kind: string;
}

/** Harbin has the two partner desks beside the city's own platform. */
const PARTNERS: readonly DemoDesk[] = [
  {
    code: '12345-230100',
    jurisdiction_code: '230100',
    name_zh: '哈尔滨市12345政务服务便民热线',
    name_en: 'Harbin 12345 government service hotline',
    kind: 'hotline_12345',
  },
  {
    code: 'market-230100',
    jurisdiction_code: '230100',
    name_zh: '哈尔滨市市场监督管理平台',
    name_en: 'Harbin market supervision platform',
    kind: 'market_supervision',
  },
];

/** Matters a partner handles where it exists: property management 12345, unlicensed catering and farmers' markets market supervision. */
const PARTNER_MATTERS: readonly { desk: string; category: string }[] = [
  { desk: '12345', category: 'X2106' },
  { desk: 'market', category: '09015' },
  { desk: 'market', category: '09020' },
];

function demoDesks(): DemoDesk[] {
  const platforms = divisions
    .filter(({ level }) => level === 'prefecture')
    .map(({ code, nameZh, nameEn }) => ({
      code: `city-${code}`,
      jurisdiction_code: code,
      name_zh: `${nameZh}数字化城市管理平台`,
      name_en: `${nameEn} digital city management platform`,
      kind: 'digital_city_platform',
    }));
  return [...platforms, ...PARTNERS];
}

function demoRules(desks: readonly DemoDesk[]) {
  const codes = new Set(desks.map(({ code }) => code));
  const anywhere = { division_pattern: '*', urgency: null, request_type: null };
  return desks
    .filter(({ kind }) => kind === 'digital_city_platform')
    .flatMap(({ code, jurisdiction_code }) => [
      {
        id: `all-${jurisdiction_code}`,
        jurisdiction_code,
        priority: 1000,
        category_pattern: '*',
        desk_code: code,
        ...anywhere,
      },
      ...PARTNER_MATTERS.filter(({ desk }) => codes.has(`${desk}-${jurisdiction_code}`)).map(
        ({ desk, category }) => ({
          id: `${category}-${jurisdiction_code}`,
          jurisdiction_code,
          priority: 100,
          category_pattern: category,
          desk_code: `${desk}-${jurisdiction_code}`,
          ...anywhere,
        }),
      ),
    ]);
}

/** The address is still the sandbox's own. */
const OWN_ADDRESS = `desk.base_url LIKE 'http://127.0.0.1:%/city-desk'`;

/**
 * The desks of the sandbox: one city platform for each prefecture, 12345 and market supervision in Harbin, with routing rules.
 * The key id of a desk is its code; the address follows the sandbox's port from start to start, unless staff have given
 * another. Desks and rules that are staff's own are left as they are, be it taken away.
 */
export async function seedDemoDesks(client: SeedClient, deskBaseUrl?: string): Promise<void> {
  const base_url = deskBaseUrl ?? `http://127.0.0.1:${env().sandboxPort}/city-desk`;
  const [ownDesks, ownRules] = [await staffsOwn(client, 'desk'), await staffsOwn(client, 'routing-rule')];
  const all = demoDesks();
  const desks = all.filter(({ code }) => !ownDesks.has(code));
  await upsert(client, {
    table: 'desk',
    columns: {
      code: 'text',
      jurisdiction_code: 'text',
      name_zh: 'text',
      name_en: 'text',
      kind: 'text',
      protocol: 'text',
      base_url: 'text',
    },
    key: ['code'],
    updates: [],
    rows: desks.map((desk) => ({ ...desk, protocol: 'desk', base_url })),
  });
  await client.query(`UPDATE desk SET base_url = $1 WHERE ${OWN_ADDRESS} AND base_url <> $1`, [base_url]);
  await upsert(client, {
    table: 'desk_secret',
    columns: {
      desk_code: 'text',
      key_id: 'text',
      secret_cipher: 'bytea',
      secret_key_id: 'text',
      valid_from: 'timestamptz',
    },
    key: ['desk_code', 'key_id', 'valid_from'],
    updates: ['secret_cipher', 'secret_key_id'],
    rows: desks.map(({ code }) => {
      const { cipher, keyId } = seal(DEMO_SECRET, deskSecretContext(code, code));
      return {
        desk_code: code,
        key_id: code,
        secret_cipher: `\\x${cipher.toString('hex')}`,
        secret_key_id: keyId,
        valid_from: DEMO_VALID_FROM,
      };
    }),
  });
  await upsert(client, {
    table: 'routing_rule',
    columns: {
      id: 'text',
      jurisdiction_code: 'text',
      priority: 'int',
      category_pattern: 'text',
      division_pattern: 'text',
      urgency: 'text',
      request_type: 'text',
      desk_code: 'text',
    },
    key: ['id'],
    updates: [],
    rows: demoRules(all).filter(({ id }) => !ownRules.has(id)),
  });
}

/** A database that served a sandbox keeps no desk that answers to a published secret. */
export async function forgetDemoDesks(client: SeedClient): Promise<void> {
  await client.query(
    `WITH known AS (DELETE FROM desk_secret WHERE key_id = desk_code AND valid_from = $1 RETURNING desk_code)
     UPDATE desk SET active = false FROM known
     WHERE desk.code = known.desk_code AND ${OWN_ADDRESS}`,
    [DEMO_VALID_FROM],
  );
}
