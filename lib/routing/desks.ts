import { prisma } from '@/lib/platform/db';
import { snapshot } from '@/lib/platform/snapshot';
import type { DeskSummary, RoutingRule } from './decide';

/** What deciding needs to know of desks and rules, per jurisdiction. */
export interface DeskDirectory {
  desks: DeskSummary[];
  rules: RoutingRule[];
  nameOf(deskCode: string): { nameZh: string; nameEn: string } | undefined;
}

async function load(): Promise<Map<string, DeskDirectory>> {
  const [desks, rules] = await Promise.all([
    prisma().desk.findMany({ orderBy: { code: 'asc' } }),
    prisma().routingRule.findMany({ orderBy: [{ priority: 'asc' }, { id: 'asc' }] }),
  ]);
  const directories = new Map<string, DeskDirectory>();
  for (const jurisdictionCode of new Set(desks.map((desk) => desk.jurisdictionCode))) {
    const own = desks.filter((desk) => desk.jurisdictionCode === jurisdictionCode);
    const names = new Map(own.map((desk) => [desk.code, desk]));
    directories.set(jurisdictionCode, {
      desks: own,
      rules: rules.filter((rule) => rule.jurisdictionCode === jurisdictionCode) as RoutingRule[],
      nameOf: (deskCode) => names.get(deskCode),
    });
  }
  return directories;
}

const current = snapshot(load);
const EMPTY: DeskDirectory = { desks: [], rules: [], nameOf: () => undefined };

/** Desks and routing rules of one prefecture, at most two seconds old; empty where none is set up. */
export async function deskDirectory(jurisdictionCode: string): Promise<DeskDirectory> {
  return (await current.get()).get(jurisdictionCode) ?? EMPTY;
}
