import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/**
 * The desk contract as both sides read it. Source and bundle (.build/) both lie one folder below the
 * project's root, so the same relative address serves both.
 */
const CONTRACT = new URL('../docs/contracts/desk.openapi.yaml', import.meta.url);

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for a time with a zone that names a real day and hour. */
export const isTime = (text: string): boolean => RFC3339.test(text) && !Number.isNaN(Date.parse(text));

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export type Check = (value: unknown) => string | null;

/** Builds checks of a contract's named schemas; a check returns null or the first fault in plain words. */
export function loadContract(source: string | URL = CONTRACT): (schema: string) => Check {
  const document = parse(readFileSync(source, 'utf8')) as {
    components: { schemas: Record<string, unknown> };
  };
  const definitions = JSON.parse(
    JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as Record<string, unknown>;
  // Partial schemas under if/then/anyOf name fields without repeating their types: correct, though not in ajv's strict style.
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allErrors: false,
    verbose: true,
    formats: { 'date-time': isTime, uuid: UUID, uri: isHttpUrl },
  });
  ajv.addSchema({ $id: 'contract', $defs: definitions });
  return (schema) => {
    const validate = ajv.getSchema(`contract#/$defs/${schema}`) as ValidateFunction | undefined;
    if (!validate) throw new Error(`no schema ${schema} in the contract`);
    return (value) => {
      if (validate(value)) return null;
      const [fault] = validate.errors ?? [];
      if (!fault) return 'does not fit the contract';
      if (fault.keyword === 'not') return String(fault.parentSchema?.['description'] ?? fault.message);
      const field = fault.instancePath.slice(1).replaceAll('/', '.');
      const extra = (fault.params as { additionalProperty?: string }).additionalProperty;
      return `${field ? `${field} ` : ''}${fault.message ?? 'is wrong'}${extra ? `: ${extra}` : ''}`;
    };
  };
}
