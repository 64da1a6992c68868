/** What the outside world knows of itself and of the portal. */
export interface SandboxConfig {
  /** Where the portal listens; webhooks go here and signatures are made over it. */
  publicBaseUrl: string;
  /** Where the sandbox itself is reached; set when it listens. */
  ownUrl: string;
  /** The first signs what a desk sends; each is accepted (two are valid while one is being replaced). */
  deskSecrets: string[];
  twilio: { accountSid: string; authToken: string; from: string };
}

export const DEMO: Omit<SandboxConfig, 'ownUrl'> = {
  publicBaseUrl: 'http://localhost:3000',
  deskSecrets: ['sandbox-desk-secret'],
  twilio: {
    accountSid: 'AC00000000000000000000000000000000',
    authToken: 'sandbox-twilio-token',
    from: '+15005550006',
  },
};

/** Applies `PUT /_config`; the string says what is wrong. Only what a running test may change is taken. */
export function changeConfig(config: SandboxConfig, input: Record<string, unknown>): string | null {
  const { publicBaseUrl, deskSecrets, ...unknown } = input;
  const [extra] = Object.keys(unknown);
  if (extra !== undefined) return `unknown setting ${extra}`;
  if (publicBaseUrl !== undefined) {
    if (typeof publicBaseUrl !== 'string' || !/^https?:\/\/[^/]+$/.test(publicBaseUrl.replace(/\/$/, ''))) {
      return 'publicBaseUrl must be an http(s) origin';
    }
    config.publicBaseUrl = publicBaseUrl.replace(/\/$/, '');
  }
  if (deskSecrets !== undefined) {
    const secrets: unknown[] = Array.isArray(deskSecrets) ? deskSecrets : [];
    const texts = secrets.filter(
      (secret): secret is string => typeof secret === 'string' && secret.length > 0,
    );
    if (texts.length === 0 || texts.length !== secrets.length)
      return 'deskSecrets must be a list of non-empty strings';
    config.deskSecrets = texts;
  }
  return null;
}
