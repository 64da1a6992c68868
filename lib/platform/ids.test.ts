import { describe, expect, it } from 'vitest';
import { newId } from './ids';

describe('new ids', () => {
  it('are version 7 of RFC 9562 and carry their time', () => {
    // RFC 9562 appendix A.6: 2022-02-22T19:22:22Z is 0x017F22E279B0.
    const id = newId(Date.UTC(2022, 1, 22, 19, 22, 22));
    expect(id).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newId(1)).not.toBe(newId(1));
  });
});
