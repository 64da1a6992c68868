import type { KeptForm } from '@/app/_staff/kept-form';
import type { PageContext } from '@/app/_page/context';
import { Choices, type ChoiceOption } from '@/app/_ui/form/choice';
import { FileField } from '@/app/_ui/form/text-field';
import type { CoordinateSystem } from '@/lib/tickets/coordinates';

import { one, type TypedForm } from './screen';
import { SettingArea, SettingSelect } from './setting-field';

/** What a list's positions count in, as the form says. */
export function systemOf(form: TypedForm): CoordinateSystem {
  return one(form, 'system') === 'gcj02' ? 'gcj02' : 'wgs84';
}

/** The fields of a form that brings a list of areas. */
export function AreaFields({
  page: { t },
  given,
  columns,
  modes,
}: {
  page: PageContext;
  given: KeptForm;
  /** The headings that a CSV file has, as an example. */
  columns: readonly string[];
  modes?: readonly ChoiceOption[];
}) {
  return (
    <>
      <FileField
        id="file"
        name="file"
        label={t('settings.areas.file')}
        hint={t('settings.areas.fileHint')}
        error={given.errorOf('file')}
        accept=".csv,.json,.geojson,text/csv,application/geo+json"
      />
      <SettingArea
        given={given}
        name="rows"
        label={t('settings.areas.rows')}
        hint={t('settings.areas.rowsHint', { columns: columns.join(',') })}
        spellCheck={false}
      />
      <SettingSelect
        given={given}
        name="system"
        label={t('settings.areas.system')}
        hint={t('settings.areas.systemHint')}
      >
        <option value="wgs84">{t('settings.areas.wgs84')}</option>
        <option value="gcj02">{t('settings.areas.gcj02')}</option>
      </SettingSelect>
      {modes ? (
        <Choices
          id="mode"
          name="mode"
          label={t('settings.areas.mode')}
          options={modes}
          chosen={[given.value('mode') ?? modes[0]?.value ?? '']}
        />
      ) : null}
    </>
  );
}

/** Buttons that give a list out as a file. */
export function Downloads({
  page: { t, link },
  kind,
  subject,
  formats,
}: {
  page: PageContext;
  kind: string;
  subject: string;
  formats: readonly { format: string; text: string }[];
}) {
  return (
    <div className="flex flex-wrap gap-x-4">
      {formats.map(({ format, text }) => (
        <form key={format} action={link(`/console/settings/${kind}/export`)} method="post">
          <input type="hidden" name="subject" value={subject} />
          <input type="hidden" name="format" value={format} />
          <button
            className="min-h-target text-accent cursor-pointer font-bold underline underline-offset-4"
            aria-label={`${t('settings.areas.download')} ${subject} ${text}`}
          >
            {text}
          </button>
        </form>
      ))}
    </div>
  );
}
