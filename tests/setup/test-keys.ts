const key = (fill: number) => Buffer.alloc(32, fill).toString('base64');

/** The keys of every test process and of the seeded templates, so that all of them open each other's sealed values. */
export const TEST_KEYS = { ENCRYPTION_KEYS: `k1:${key(1)}`, LOOKUP_KEY: key(2) };
