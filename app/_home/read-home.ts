import { chosenPrefecture } from '@/app/_page/prefecture';
import { unlessAway } from '@/app/_page/when-away';
import { listNotices } from '@/lib/notices/list-notices';
import { systemClock } from '@/lib/platform/clock';
import { readWeek } from '@/lib/statistics/read-week';
import { hiddenCategories } from '@/lib/tickets/cases/hidden-categories';
import { recentlySolved } from '@/lib/tickets/cases/recently-solved';
import { reference, type DivisionFact, type Reference } from '@/lib/tickets/reference';

const NOTICES = 3;
const SOLVED = 4;

async function readPlace(facts: Reference, prefecture: DivisionFact | null) {
  const code = prefecture?.code ?? null;
  const now = systemClock.now();
  const figures = async () => readWeek({ jurisdictionCode: code, hidden: await hiddenCategories(), now });
  const [notices, week, solved] = await Promise.all([
    unlessAway(
      'home.notices',
      listNotices({ state: 'running', jurisdictionCode: code, limit: NOTICES }, now),
    ),
    unlessAway('home.week', figures()),
    unlessAway('home.solved', recentlySolved(code, SOLVED, now)),
  ]);
  return { facts, prefecture, notices, week, solved };
}

export type HomePlace = Awaited<ReturnType<typeof readPlace>>;
export type WeekPlace = Pick<HomePlace, 'facts' | 'prefecture'>;

/**
 * What the home page shows of a place, each part null when it cannot be read; null as a whole without the database.
 * @param district what the address names; anything but a prefecture means the province
 */
export async function readHome(district: unknown): Promise<HomePlace | null> {
  const facts = await unlessAway('home', reference());
  return facts && readPlace(facts, chosenPrefecture(district, facts));
}
