import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { LaunchFault } from '@/lib/launch/fault.mjs';
import type { Passwords } from '@/lib/launch/database';

export interface Secrets {
  postgres: Passwords;
  ENCRYPTION_KEYS: string;
  LOOKUP_KEY: string;
  METRICS_TOKEN: string;
}

/**
 * DATA_DIR/secrets.json, made on the first start and readable by us only. The keys in it serve the sandbox; production
 * names its own (docs/settings). Losing the file means losing the embedded database, so a cluster without it is refused.
 */
export function loadSecrets(dataDir: string, cluster: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as Secrets;
  if (fs.existsSync(path.join(cluster, 'PG_VERSION'))) {
    throw new LaunchFault(
      `${file} 不存在，但数据库 ${cluster} 已存在：请从备份恢复该文件，或另设 DATA_DIR。`,
      `${file} is missing although the database ${cluster} exists: restore the file from a backup, or choose another DATA_DIR.`,
    );
  }
  const password = () => randomBytes(24).toString('base64url');
  const key = () => randomBytes(32).toString('base64');
  const secrets: Secrets = {
    postgres: { superuser: password(), owner: password(), app: password() },
    ENCRYPTION_KEYS: `k1:${key()}`,
    LOOKUP_KEY: key(),
    METRICS_TOKEN: password(),
  };
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  fs.renameSync(`${file}.new`, file);
  return secrets;
}
