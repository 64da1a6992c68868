import { db } from '@/lib/platform/db';
import { jurisdictionOf } from '../jurisdiction';
import { reference } from '../reference';
import { namedPlace } from '../views';
import { componentCode } from './component-code';
import type { ComponentView } from './component-schema';

interface Row {
  code: string;
  category_code: string;
  division_code: string;
  street_code: string | null;
  name: string | null;
  address: string | null;
  lng: number | null;
  lat: number | null;
  source: string;
  updated_at: Date;
}

/** The thing that carries a number, however it was typed; null when no list knows it. */
export async function findComponent(typed: string): Promise<ComponentView | null> {
  const code = componentCode(typed);
  if (code === null) return null;
  const [{ rows }, facts] = await Promise.all([
    db().query<Row>(
      `SELECT code, category_code, division_code, street_code, name, address, lng, lat, source, updated_at
       FROM component WHERE code = $1`,
      [code],
    ),
    reference(),
  ]);
  const [row] = rows;
  if (!row) return null;
  const category = facts.categories.get(row.category_code);
  return {
    code: row.code,
    name: row.name,
    category: {
      code: row.category_code,
      name: { 'zh-CN': category?.nameZh ?? row.category_code, en: category?.nameEn ?? row.category_code },
    },
    prefecture: namedPlace(facts, jurisdictionOf(row.division_code)),
    division: namedPlace(facts, row.division_code),
    street: row.street_code ? namedPlace(facts, row.street_code) : null,
    address: row.address,
    position: row.lng !== null && row.lat !== null ? { lng: row.lng, lat: row.lat } : null,
    source: row.source,
    updatedAt: row.updated_at.toISOString(),
  };
}
