import { notFound } from 'next/navigation';

import { Tag } from '@/app/_ui/content/tag';
import { DataTable } from '@/app/_ui/table/data-table';
import type { MessageKey, Translate } from '@/lib/platform/i18n/translate';
import { listTemplates } from '@/lib/notify/list-templates';
import { builtInTexts } from '@/lib/notify/message-texts';
import { isTemplateId, templateOf } from '@/lib/notify/render';
import { TEMPLATE_REFERENCES, variablesOf, type TemplateValue } from '@/lib/notify/template-rules';
import type { TemplateId } from '@/lib/notify/templates';

import { QuickProposal } from './quick-proposal';
import { editPath, one, type SettingFieldsProps, type SettingScreen, type TypedForm } from './screen';
import { SettingArea, SettingText } from './setting-field';

const KIND = 'message-template';

const NAMES: Record<TemplateId, MessageKey> = {
  'report-received': 'settings.template.of.reportReceived',
  'report-not-accepted': 'settings.template.of.reportNotAccepted',
  'report-signed': 'settings.template.of.reportSigned',
  'report-handled': 'settings.template.of.reportHandled',
  'report-closed': 'settings.template.of.reportClosed',
  'desk-question': 'settings.template.of.deskQuestion',
  extension: 'settings.template.of.extension',
  'report-withdrawn': 'settings.template.of.reportWithdrawn',
  'report-reopened': 'settings.template.of.reportReopened',
  'contact-changed': 'settings.template.of.contactChanged',
  'contact-set': 'settings.template.of.contactSet',
  'my-code': 'settings.template.of.myCode',
  'follow-code': 'settings.template.of.followCode',
  'case-handled': 'settings.template.of.caseHandled',
  'case-closed': 'settings.template.of.caseClosed',
  'case-reopened': 'settings.template.of.caseReopened',
  'case-ended': 'settings.template.of.caseEnded',
  'data-erased': 'settings.template.of.dataErased',
  'staff-invitation': 'settings.template.of.staffInvitation',
  'staff-reset': 'settings.template.of.staffReset',
};
const VARIABLES: Record<string, MessageKey> = {
  number: 'settings.template.variable.number',
  code: 'settings.template.variable.code',
  unit: 'settings.template.variable.unit',
  due: 'settings.template.variable.due',
  matter: 'settings.template.variable.matter',
  place: 'settings.template.variable.place',
  login: 'settings.template.variable.login',
};

/** What a template is called, with its language. */
function nameOf(t: Translate, id: string): string {
  const templateId = id.slice(0, id.lastIndexOf('.'));
  if (!isTemplateId(templateId) || !TEMPLATE_REFERENCES.includes(id)) return id;
  const language = t(id.endsWith('.en') ? 'settings.template.english' : 'settings.template.chinese');
  return `${t(NAMES[templateId])} · ${language}`;
}

function toForm(value: TemplateValue | null): TypedForm {
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, text]) => [name, [text]]));
}

function Fields({ page: { t }, given, value }: SettingFieldsProps<TemplateValue>) {
  if (!value) notFound();
  const { templateId, locale } = templateOf(value.template);
  const { allowed, optional, needed } = variablesOf(templateId);
  const builtIn = builtInTexts(value.template);
  return (
    <>
      <input type="hidden" name="template" value={value.template} />
      <h2 className="mb-1 text-lg">{t('settings.template.variables')}</h2>
      <ul className="mb-2 list-disc pl-6">
        {allowed.map((name) => (
          <li key={name}>
            <code>{`{${name}}`}</code> {t(VARIABLES[name] ?? 'settings.template.variable.number')}
            {needed.includes(name) ? ` · ${t('settings.template.needed')}` : null}
            {optional.includes(name) ? ` · ${t('settings.template.optional')}` : null}
          </li>
        ))}
      </ul>
      {optional.length > 0 ? (
        <p className="mb-4">
          {t('settings.template.optionalHelp')} <code>{'{due?…{due}…}'}</code>
        </p>
      ) : null}
      <SettingArea
        given={given}
        name="sms"
        label={t('settings.template.sms')}
        hint={t('settings.template.smsHint')}
        rows={3}
        lang={locale}
      />
      <SettingText
        given={given}
        name="mailSubject"
        label={t('settings.template.mailSubject')}
        hint={t('settings.template.mailSubjectHint')}
        lang={locale}
      />
      <SettingArea
        given={given}
        name="mailText"
        label={t('settings.template.mailText')}
        hint={t('settings.template.mailTextHint')}
        lang={locale}
      />
      <details className="mb-6">
        <summary className="min-h-target text-accent cursor-pointer py-2 font-bold">
          {t('settings.template.builtInTexts')}
        </summary>
        <p lang={locale} className="whitespace-pre-line">
          {[builtIn.sms, builtIn.mailSubject, builtIn.mailText].join('\n\n')}
        </p>
      </details>
    </>
  );
}

/** The words of messages. */
export const templateScreen: SettingScreen<TemplateValue> = {
  kind: KIND,
  name: 'settings.template.name',
  about: 'settings.template.about',
  title: ({ t }, subject) => nameOf(t, subject),
  describe: ({ t }, { sms, mailSubject, mailText }) => [
    { name: t('settings.template.sms'), text: sms },
    { name: t('settings.template.mailSubject'), text: mailSubject },
    { name: t('settings.template.mailText'), text: mailText },
  ],
  toForm,
  fromForm: (form) => ({
    template: one(form, 'template'),
    sms: one(form, 'sms'),
    mailSubject: one(form, 'mailSubject'),
    mailText: one(form, 'mailText'),
  }),
  Fields,
  async List({ page }) {
    const { t, link, identity } = page;
    const templates = await listTemplates(identity.actor);
    return (
      <DataTable
        caption={t('settings.template.name')}
        columns={[t('settings.template.when'), t('settings.template.sms'), t('settings.stateName')]}
        rows={templates.map(({ value, own }) => ({
          id: value.template,
          cells: [
            <a
              key="name"
              href={link(editPath(KIND, value.template))}
              className="min-h-target -my-2 inline-flex items-center font-bold"
            >
              {nameOf(t, value.template)}
            </a>,
            <span key="sms" lang={templateOf(value.template).locale}>
              {value.sms}
            </span>,
            own ? (
              <div key="state">
                <Tag kind="warning">{t('settings.template.own')}</Tag>
                <QuickProposal
                  page={page}
                  kind={KIND}
                  subject={value.template}
                  form={toForm(builtInTexts(value.template))}
                  about={nameOf(t, value.template)}
                >
                  {t('settings.template.restore')}
                </QuickProposal>
              </div>
            ) : (
              t('settings.template.builtIn')
            ),
          ],
        }))}
      />
    );
  },
};
