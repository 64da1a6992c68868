import { describe, expect, it } from 'vitest';
import { clientAddress, limitKeyOfAddress } from './client-address';

const headers = (socket: string, forwarded?: string) =>
  new Headers({ 'x-socket-address': socket, ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) });

describe('the address limits count', () => {
  it('is the socket without trusted proxies, whatever the client claims', () => {
    expect(clientAddress(headers('203.0.113.9', '1.1.1.1'))).toBe('203.0.113.9');
    expect(clientAddress(headers('203.0.113.9', '1.1.1.1, 2.2.2.2'))).toBe('203.0.113.9');
  });

  it('counts an IPv6 household as one and an IPv4-mapped address as itself', () => {
    expect(limitKeyOfAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(limitKeyOfAddress('2001:0db8:0001:0002::9')).toBe('2001:db8:1:2::/64');
    expect(limitKeyOfAddress('2001:db8::1')).toBe('2001:db8:0:0::/64');
    expect(limitKeyOfAddress('::1')).toBe('0:0:0:0::/64');
    expect(limitKeyOfAddress('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(limitKeyOfAddress('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(limitKeyOfAddress('192.0.2.7')).toBe('192.0.2.7');
    expect(limitKeyOfAddress("'; drop table")).toBe('unknown');
  });
});
