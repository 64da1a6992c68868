import { z } from 'zod';
import type { Grant } from '@/lib/platform/actor';
import { DomainError } from '@/lib/platform/errors';
import { foldLogin } from './login-name';
import { fieldError } from './new-password';
import { holdsTwoPowers, ROLES } from './roles';

const grant = z.object({ role: z.enum(ROLES), jurisdictionCode: z.string().regex(/^\d{6}$/) });

const TEXTS = {
  login: {
    zh: '登录名须为 3 至 64 个小写字母、数字、点、横线或下划线，以字母或数字开头。',
    en: 'A login name has 3 to 64 small letters, digits, dots, dashes or underscores and begins with a letter or digit.',
  },
  taken: { zh: '这个登录名已有人使用，请换一个。', en: 'This login name is taken. Choose another.' },
  displayName: { zh: '请填写姓名（最多 64 个字）。', en: 'Enter the name, 64 characters at most.' },
  roles: { zh: '请至少选择一个角色和管辖范围。', en: 'Choose at least one role and where it counts.' },
  email: { zh: '电子邮箱格式不正确。', en: 'The e-mail address is not well-formed.' },
};

export const loginTaken = () =>
  new DomainError('invalid_input', { fields: [fieldError('login', 'login_taken', TEXTS.taken)] });

/**
 * Roles as a form or command names them, without repeats.
 * @throws DomainError invalid_input, two_powers
 */
export function parseGrants(given: unknown, least = 1): Grant[] {
  const parsed = z.array(grant).min(least).max(100).safeParse(given);
  if (!parsed.success)
    throw new DomainError('invalid_input', { fields: [fieldError('roles', 'roles_missing', TEXTS.roles)] });
  const grants = [...new Map(parsed.data.map((of) => [`${of.role} ${of.jurisdictionCode}`, of])).values()];
  if (holdsTwoPowers(grants)) throw new DomainError('two_powers');
  return grants;
}

/** Somebody to invite. */
export interface NewAccount {
  login: string;
  displayName: string;
  email: string | null;
}

type NameAndEmail = Pick<NewAccount, 'displayName' | 'email'>;

function nameAndEmail(input: { displayName: unknown; email?: unknown }) {
  const displayName = z.string().trim().min(1).max(64).safeParse(input.displayName);
  const given = typeof input.email === 'string' ? input.email.trim() : '';
  const email = z.union([z.literal(''), z.email().max(254)]).safeParse(given);
  const fields = [
    ...(displayName.success ? [] : [fieldError('displayName', 'name_missing', TEXTS.displayName)]),
    ...(email.success ? [] : [fieldError('email', 'email_form', TEXTS.email)]),
  ];
  const parsed: NameAndEmail = { displayName: displayName.data ?? '', email: email.data || null };
  return { fields, parsed };
}

/** @throws DomainError invalid_input (displayName, email) */
export function parseNameAndEmail(input: { displayName: unknown; email: unknown }): NameAndEmail {
  const { fields, parsed } = nameAndEmail(input);
  if (fields.length > 0) throw new DomainError('invalid_input', { fields });
  return parsed;
}

/** @throws DomainError invalid_input with every field that is wrong */
export function parseNewAccount(input: {
  login: unknown;
  displayName: unknown;
  email?: unknown;
}): NewAccount {
  const login = foldLogin(input.login);
  const { fields, parsed } = nameAndEmail(input);
  if (!login) fields.unshift(fieldError('login', 'login_form', TEXTS.login));
  if (!login || fields.length > 0) throw new DomainError('invalid_input', { fields });
  return { login, ...parsed };
}
