import { placeName } from '@/app/_report/place-names';
import type { PageContext } from '@/app/_page/context';
import { Button } from '@/app/_ui/form/button';
import { SelectField } from '@/app/_ui/form/text-field';
import type { StaffActor } from '@/lib/platform/actor';
import { settingKind } from '@/lib/settings/kinds';
import { placesOf } from '@/lib/staff/permissions';
import { WHOLE_PROVINCE } from '@/lib/staff/roles';
import type { DivisionFact } from '@/lib/tickets/reference';

/** The prefectures where somebody may change a kind of setting. */
export function openPrefectures(
  actor: StaffActor,
  divisions: ReadonlyMap<string, DivisionFact>,
  kind: string,
): DivisionFact[] {
  const mine = placesOf(actor.grants, settingKind(kind).permission);
  return [...divisions.values()].filter(
    ({ level, code }) => level === 'prefecture' && (mine.includes(WHOLE_PROVINCE) || mine.includes(code)),
  );
}

/** The prefecture that a list is about: the one asked for, else the first that is the actor's. */
export function pickedPrefecture(
  actor: StaffActor,
  divisions: ReadonlyMap<string, DivisionFact>,
  kind: string,
  query: Record<string, string | string[] | undefined>,
): string {
  const open = openPrefectures(actor, divisions, kind).map(({ code }) => code);
  return open.find((code) => code === query.prefecture) ?? open[0] ?? '';
}

/** Chooses the prefecture of a list, without script. */
export function PrefecturePicker({
  page: { t, link, locale, identity },
  kind,
  divisions,
  picked,
}: {
  page: PageContext & { identity: { actor: StaffActor } };
  kind: string;
  divisions: ReadonlyMap<string, DivisionFact>;
  picked: string;
}) {
  return (
    <form action={link(`/console/settings/${kind}`)} className="flex flex-wrap items-end gap-x-4">
      <SelectField
        id="prefecture"
        name="prefecture"
        label={t('settings.areas.prefecture')}
        defaultValue={picked}
      >
        {openPrefectures(identity.actor, divisions, kind).map((division) => (
          <option key={division.code} value={division.code}>
            {placeName(division, locale)}
          </option>
        ))}
      </SelectField>
      <Button look="second" className="mb-6">
        {t('settings.show')}
      </Button>
    </form>
  );
}
