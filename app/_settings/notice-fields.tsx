import { placeName } from '@/app/_report/place-names';
import { prefecturesOf } from '@/app/_page/prefecture';
import { Checkbox, Fieldset } from '@/app/_ui/form/choice';
import { NOTICE_KINDS, WHOLE_PROVINCE } from '@/lib/notices/notice-kinds';
import type { NoticeValue } from '@/lib/notices/notice-rules';
import { placesOf } from '@/lib/staff/permissions';
import { reference } from '@/lib/tickets/reference';

import type { SettingFieldsProps } from './screen';
import { SettingArea, SettingSelect, SettingText } from './setting-field';

// Told once for all: there are 126 boxes below 13 prefectures, and each class would stand twice in the page.
const placesClass = [
  '[&_summary]:min-h-target [&_summary]:text-accent [&_summary]:cursor-pointer [&_summary]:py-2 [&_summary]:font-bold',
  '[&_details>div]:grid [&_details>div]:gap-x-4 sm:[&_details>div]:grid-cols-2',
  '[&_label]:min-h-target [&_label]:flex [&_label]:cursor-pointer [&_label]:items-center [&_label]:gap-3',
  '[&_input]:accent-accent [&_input]:size-6 [&_input]:shrink-0',
].join(' ');

/** The form of a notice. Counties stand under their prefecture, folded where nothing is ticked, so it needs no script. */
export async function NoticeFields({ page, given }: SettingFieldsProps<NoticeValue>) {
  const { t, locale, identity } = page;
  const facts = await reference();
  const places = placesOf(identity.actor.grants, 'settings.notices');
  const everywhere = places.includes(WHOLE_PROVINCE);
  const prefectures = prefecturesOf(facts).filter(({ code }) => everywhere || places.includes(code));
  const ticked = given.values('county');
  const area = given.value('jurisdictionCode');
  return (
    <>
      <SettingSelect given={given} name="jurisdictionCode" label={t('settings.notice.area')}>
        {everywhere ? <option value={WHOLE_PROVINCE}>{t('notices.anyPlace')}</option> : null}
        {prefectures.map((prefecture) => (
          <option key={prefecture.code} value={prefecture.code}>
            {placeName(prefecture, locale)}
          </option>
        ))}
      </SettingSelect>
      <Fieldset
        id="divisionCodes"
        label={t('settings.notice.counties')}
        hint={t('settings.notice.countiesHint')}
        error={given.errorOf('divisionCodes')}
      >
        <div className={placesClass}>
          {prefectures.map((prefecture) => {
            const counties = [...facts.divisions.values()].filter(
              ({ parentCode, level }) => level === 'county' && parentCode === prefecture.code,
            );
            const open =
              prefectures.length === 1 ||
              area === prefecture.code ||
              counties.some(({ code }) => ticked.includes(code));
            return (
              <details key={prefecture.code} open={open}>
                <summary>{placeName(prefecture, locale)}</summary>
                <div>
                  {counties.map(({ code, ...county }) => (
                    <label key={code}>
                      <input
                        type="checkbox"
                        name="county"
                        value={code}
                        {...(ticked.includes(code) && { defaultChecked: true })}
                      />
                      {placeName(county, locale)}
                    </label>
                  ))}
                </div>
              </details>
            );
          })}
        </div>
      </Fieldset>
      <SettingSelect given={given} name="kind" label={t('notices.kindLabel')}>
        {NOTICE_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`notices.kind.${kind}`)}
          </option>
        ))}
      </SettingSelect>
      <SettingText given={given} name="titleZh" label={t('settings.notice.titleZh')} lang="zh-CN" />
      <SettingArea
        given={given}
        name="bodyZh"
        label={t('settings.notice.bodyZh')}
        hint={t('settings.notice.bodyHint')}
        lang="zh-CN"
      />
      <SettingText
        given={given}
        name="titleEn"
        label={t('settings.notice.titleEn')}
        hint={t('settings.notice.englishHint')}
        lang="en"
      />
      <SettingArea given={given} name="bodyEn" label={t('settings.notice.bodyEn')} lang="en" />
      <SettingText
        given={given}
        name="startsAt"
        type="datetime-local"
        width="code"
        label={t('settings.notice.startsAt')}
        hint={t('settings.notice.chinaTime')}
      />
      <SettingText
        given={given}
        name="endsAt"
        type="datetime-local"
        width="code"
        label={t('settings.notice.endsAt')}
        hint={t('settings.notice.endsAtHint')}
      />
      <Checkbox
        id="pinned"
        name="pinned"
        value="1"
        defaultChecked={given.value('pinned') === '1'}
        label={t('settings.notice.pinned')}
        hint={t('settings.notice.pinnedHint')}
      />
      <Checkbox
        id="published"
        name="published"
        value="1"
        defaultChecked={given.value('published') === '1'}
        label={t('settings.notice.published')}
        hint={t('settings.notice.publishedHint')}
      />
    </>
  );
}
