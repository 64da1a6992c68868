import { DomainError, type FieldError } from '@/lib/platform/errors';
import { passwordFault, type PasswordFault } from './password-rules';

const TEXTS: Record<PasswordFault | 'repeat', { zh: string; en: string }> = {
  short: {
    zh: '口令太短，至少 12 个字符。可以用几个不相干的词连成一句。',
    en: 'The password is too short. Use 12 characters or more; a few unrelated words will do.',
  },
  long: { zh: '口令太长，最多 128 个字符。', en: 'The password is too long. The most is 128 characters.' },
  common: {
    zh: '口令太常见，容易被猜到，请换一个。',
    en: 'The password is too common and easily guessed. Choose another.',
  },
  login: { zh: '口令不能包含登录名。', en: 'The password must not hold the login name.' },
  repeat: { zh: '两次输入的口令不一致。', en: 'The two passwords differ.' },
};

/** The error of one field, in the words of its code. */
export function fieldError(field: string, code: string, message: { zh: string; en: string }): FieldError {
  return { field, code, message };
}

/**
 * A new password that was typed twice.
 * @throws DomainError invalid_input with the field `password` or `repeat`
 */
export function parseNewPassword(input: { password: unknown; repeat: unknown }, login: string): string {
  const password = typeof input.password === 'string' ? input.password : '';
  const fault = passwordFault(password, login);
  const fields = [
    ...(fault ? [fieldError('password', `password_${fault}`, TEXTS[fault])] : []),
    ...(password === input.repeat ? [] : [fieldError('repeat', 'password_repeat', TEXTS.repeat)]),
  ];
  if (fields.length > 0) throw new DomainError('invalid_input', { fields });
  return password;
}

/** The refusal of a code at the field `code`. */
export function wrongCode(): DomainError {
  return new DomainError('invalid_input', {
    fields: [
      fieldError('code', 'code_wrong', {
        zh: '验证码不正确。请等验证器显示下一个验证码，再输入一次。',
        en: 'The code is not right. Wait for the next code of the authenticator and type that.',
      }),
    ],
  });
}
