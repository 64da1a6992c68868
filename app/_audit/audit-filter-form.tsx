import type { PageContext } from '@/app/_page/context';
import { Button, ButtonLink } from '@/app/_ui/form/button';
import { SelectField, TextField } from '@/app/_ui/form/text-field';
import { actionChoices } from '@/lib/audit/action-names';
import { ACTOR_KINDS, OUTCOMES, type AuditFilterName } from '@/lib/audit/audit-filters';
import { SUBJECT_KINDS, subjectName } from '@/lib/audit/subject-names';

import { placeText } from './audit-words';

/** The filters that stand open; the others are behind a summary until one of them is used. */
const MORE: readonly AuditFilterName[] = ['kind', 'place', 'subjectKind', 'subject', 'request'];

interface Props {
  context: PageContext;
  /** What is typed in a field, valid or not. */
  value: (name: AuditFilterName) => string | undefined;
  errorOf: (name: AuditFilterName) => string | undefined;
  /** Where the reader may look, by code; one place only is no choice. */
  places: ReadonlyMap<string, string>;
}

function ActionField({ context: { t, locale }, value, errorOf }: Props) {
  const given = value('action') ?? '';
  const choices = actionChoices(locale);
  const known = choices.some(
    ({ area, actions }) => given === `@${area}` || actions.some(({ code }) => code === given),
  );
  return (
    <SelectField
      id="action"
      name="action"
      label={t('console.audit.action')}
      error={errorOf('action')}
      defaultValue={given}
    >
      <option value="">{t('console.audit.any')}</option>
      {known || given === '' ? null : <option value={given}>{given}</option>}
      {choices.map(({ area, text, actions }) => (
        <optgroup key={area} label={text}>
          <option value={`@${area}`}>{t('console.audit.wholeArea', { area: text })}</option>
          {actions.map(({ code, text: name }) => (
            <option key={code} value={code}>
              {`${name} (${code})`}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  );
}

/** The filters as a plain form: every choice is part of the address. Times are China's, whatever the computer's clock says. */
export function AuditFilterForm(props: Props) {
  const { context, value, errorOf, places } = props;
  const { t, link, locale } = context;
  const kinds = value('subjectKind');
  const subjectKinds = kinds && !SUBJECT_KINDS.includes(kinds) ? [...SUBJECT_KINDS, kinds] : SUBJECT_KINDS;
  const field = (name: AuditFilterName) => ({
    id: name,
    name,
    error: errorOf(name),
    defaultValue: value(name) ?? '',
  });
  return (
    <form action={link('/console/audit')} method="get" role="search" aria-label={t('console.audit.search')}>
      <div className="grid gap-x-4 sm:grid-cols-2">
        <TextField
          {...field('from')}
          label={t('console.audit.from')}
          hint={t('console.audit.timeHint')}
          autoComplete="off"
          maxLength={16}
        />
        <TextField
          {...field('to')}
          label={t('console.audit.to')}
          hint={t('console.audit.toHint')}
          autoComplete="off"
          maxLength={16}
        />
        <TextField
          {...field('who')}
          label={t('console.audit.who')}
          hint={t('console.audit.whoHint')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
        />
        <ActionField {...props} />
        <SelectField {...field('outcome')} label={t('console.audit.outcome')}>
          <option value="">{t('console.audit.any')}</option>
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {t(`console.audit.${outcome}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <details className="mb-6" open={MORE.some((name) => value(name))}>
        <summary className="min-h-target text-accent mb-2 flex w-fit cursor-pointer items-center font-bold">
          {t('console.audit.moreFilters')}
        </summary>
        <div className="grid gap-x-4 sm:grid-cols-2">
          <SelectField {...field('kind')} label={t('console.audit.whoKind')}>
            <option value="">{t('console.audit.any')}</option>
            {ACTOR_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`console.audit.kind.${kind}`)}
              </option>
            ))}
          </SelectField>
          <SelectField {...field('place')} label={t('console.audit.place')}>
            <option value="">{t('console.audit.any')}</option>
            {[...places.keys()].map((code) => (
              <option key={code} value={code}>
                {placeText(context, places, code)}
              </option>
            ))}
          </SelectField>
          <SelectField {...field('subjectKind')} label={t('console.audit.subjectKind')}>
            <option value="">{t('console.audit.any')}</option>
            {subjectKinds.map((kind) => (
              <option key={kind} value={kind}>
                {subjectName(kind, locale)}
              </option>
            ))}
          </SelectField>
          <TextField
            {...field('subject')}
            label={t('console.audit.subjectId')}
            hint={t('console.audit.idHint')}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
          />
          <TextField
            {...field('request')}
            label={t('console.audit.request')}
            hint={t('console.audit.idHint')}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
          />
        </div>
      </details>
      <p className="mb-8 flex flex-wrap gap-3">
        <Button>{t('console.audit.find')}</Button>
        <ButtonLink look="second" href={link('/console/audit')}>
          {t('console.audit.reset')}
        </ButtonLink>
      </p>
    </form>
  );
}
