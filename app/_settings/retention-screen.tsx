import { DataTable } from '@/app/_ui/table/data-table';
import { readRetention } from '@/lib/privacy/read-privacy';
import type { RetentionDays } from '@/lib/privacy/retention-setting';

import { editPath, one, type SettingScreen } from './screen';
import { SettingText } from './setting-field';

/** How many days each class of personal data stays. */
export const retentionScreen: SettingScreen<RetentionDays> = {
  kind: 'retention-class',
  name: 'settings.retention.name',
  about: 'settings.retention.about',
  title: ({ t }, subject) => t('settings.retention.title', { code: subject }),
  describe: ({ t }, value) => [{ name: t('settings.retention.days'), text: String(value.days) }],
  toForm: (value) => ({ code: [value?.code ?? ''], days: [value ? String(value.days) : ''] }),
  fromForm: (form) => ({ code: one(form, 'code'), days: one(form, 'days') }),
  Fields: ({ page: { t }, given }) => (
    <>
      <input type="hidden" name="code" value={given.value('code')} />
      <SettingText
        given={given}
        name="days"
        label={t('settings.retention.days')}
        hint={t('settings.retention.daysHint')}
        inputMode="numeric"
        width="code"
      />
    </>
  ),
  async List({ page: { t, link, locale, identity } }) {
    const classes = await readRetention(identity.actor);
    return (
      <DataTable
        caption={t('settings.retention.name')}
        columns={[
          t('console.privacy.covers'),
          t('settings.retention.days'),
          t('settings.retention.bounds'),
          t('console.privacy.basis'),
        ]}
        rows={classes.map(({ code, covers, days, minDays, maxDays, after, basis, confidence }) => ({
          id: code,
          cells: [
            minDays < maxDays ? (
              <a
                key="covers"
                href={link(editPath('retention-class', code))}
                className="min-h-target -my-2 inline-flex items-center"
              >
                {covers[locale]}
              </a>
            ) : (
              covers[locale]
            ),
            t(days > 0 ? 'console.privacy.daysAfter' : 'console.privacy.atOnce', {
              days,
              after: after[locale],
            }),
            minDays < maxDays ? `${minDays}–${maxDays}` : t('settings.retention.fixed'),
            <span key="basis">
              <span lang="zh-CN">{basis}</span>
              {confidence === 'assumed' ? ` ${t('console.privacy.assumed')}` : null}
            </span>,
          ],
        }))}
      />
    );
  },
};
