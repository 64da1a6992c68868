import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blindIndex, equalBytes, seal, signToken, unseal, verifyToken } from './crypto';

describe('sealing', () => {
  it('opens to the same text, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const first = seal(text, 'a');
        expect(unseal(first, 'a')).toBe(text);
        expect(seal(text, 'a').cipher.equals(first.cipher)).toBe(false);
      }),
    );
  });

  it('does not open in another place, with a changed byte or an unknown key', () => {
    const sealed = seal('张三', 'reporter:1');
    expect(() => unseal(sealed, 'reporter:2')).toThrow();
    for (let index = 0; index < sealed.cipher.length; index++) {
      const changed = Buffer.from(sealed.cipher);
      changed[index]! ^= 1;
      expect(() => unseal({ ...sealed, cipher: changed }, 'reporter:1')).toThrow();
    }
    expect(() => unseal({ ...sealed, keyId: 'k9' }, 'reporter:1')).toThrow(/k9/);
  });
});

describe('blind index', () => {
  it('is equal for equal contacts and apart by kind', () => {
    expect(blindIndex('phone', '+8613904510001')).toEqual(blindIndex('phone', '+8613904510001'));
    expect(blindIndex('phone', '+8613904510001')).not.toEqual(blindIndex('phone', '+8613904510002'));
    expect(blindIndex('phone', 'x')).not.toEqual(blindIndex('email', 'x'));
  });
});

describe('tokens', () => {
  it('prove one value for one purpose', () => {
    const token = signToken('track', '012345678901');
    expect(verifyToken('track', '012345678901', token)).toBe(true);
    expect(verifyToken('track', '012345678902', token)).toBe(false);
    expect(verifyToken('media', '012345678901', token)).toBe(false);
    expect(verifyToken('track', '012345678901', '')).toBe(false);
    expect(verifyToken('track', '012345678901', `${token}A`)).toBe(false);
    expect(equalBytes(Buffer.from('a'), Buffer.from('ab'))).toBe(false);
  });
});
