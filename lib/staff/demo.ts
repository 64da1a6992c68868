import { ROLES, WHOLE_PROVINCE, isAdministrator, type Role } from './roles';

/** What everybody knows of the sandbox's accounts. The seed of a production start closes them. */
export const DEMO_PASSWORD = 'heilongjiang-12319-demo';
export const DEMO_TOTP_SECRET = 'GE3DEMZRHFUGK2LMN5XGO2TJMFXGO2DP';
/** argon2id of DEMO_PASSWORD, reckoned once: nine accounts at every start would cost a second. */
export const DEMO_PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$+W7AZyXRqRqeN6dgxwSRSQ$GyglfHvSy4gbB7cu4EQYEhTeBMU9tdVtSjNfHtxL2DM';

/** One account for each role: administrators for the province, all others for Harbin. */
export const DEMO_STAFF: readonly { id: string; login: string; role: Role; jurisdictionCode: string }[] =
  ROLES.map((role, index) => ({
    id: `01900000-0000-7000-8000-00000000000${index + 1}`,
    login: `demo-${role}`,
    role,
    jurisdictionCode: isAdministrator(role) ? WHOLE_PROVINCE : '230100',
  }));
