import { expect, test } from 'vitest';
import { db } from '@/lib/platform/db';
import { beginSignIn } from '@/lib/staff/begin-sign-in';
import { DEMO_PASSWORD, DEMO_STAFF, DEMO_TOTP_SECRET } from '@/lib/staff/demo';
import { codeOf, DOOR } from '@/tests/factories/staff';
import { finishSignIn } from '@/lib/staff/finish-sign-in';
import { readStaffSession } from '@/lib/staff/staff-session';
import { useDatabase } from '@/tests/setup/database';
import { seed } from '.';

useDatabase({ demo: true });

const client = { query: (text: string, values?: unknown[]) => db().query(text, values ?? []) };
const browser = { device: 'x', former: undefined };

async function enter(login: string) {
  const step = await beginSignIn(DOOR, { login, password: DEMO_PASSWORD });
  const session = await finishSignIn(DOOR, { step, code: codeOf(DEMO_TOTP_SECRET, new Date()), browser });
  return { session, actor: (await readStaffSession(session.secret, new Date()))?.actor };
}

test('each role has an account whose password and code are told, until a start without sandbox closes them', async () => {
  const entered = [];
  for (const { login, role } of DEMO_STAFF) {
    const { actor, session } = await enter(login);
    expect(actor?.grants.map((grant) => grant.role)).toEqual([role]);
    entered.push(session);
  }
  expect(entered).toHaveLength(9);

  await seed(client, { demo: false });
  for (const { secret } of entered) expect(await readStaffSession(secret, new Date())).toBeUndefined();
  await expect(enter('demo-security-admin')).rejects.toMatchObject({ code: 'sign_in_failed' });
  const { rows } = await db().query(`SELECT FROM staff_account WHERE demo AND password_hash IS NOT NULL`);
  expect(rows).toEqual([]);

  await seed(client, { demo: true });
  await db().query('DELETE FROM rate_limit');
  expect((await enter('demo-security-admin')).actor).toBeDefined();
});
