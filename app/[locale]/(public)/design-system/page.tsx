import { pageContext } from '@/app/_page/context';
import { pageMetadata, type PageProps } from '@/app/_page/metadata';
import { DefinitionList } from '@/app/_ui/content/definition-list';
import { Notice } from '@/app/_ui/content/notice';
import { Tag } from '@/app/_ui/content/tag';
import { Timeline } from '@/app/_ui/content/timeline';
import { Button } from '@/app/_ui/form/button';
import { Checkbox, Choices } from '@/app/_ui/form/choice';
import { ErrorSummary } from '@/app/_ui/form/error-summary';
import { FileField, SelectField, TextArea, TextField } from '@/app/_ui/form/text-field';
import { Page, PageTitle, Sheet } from '@/app/_ui/layout/page';
import { StepIndicator } from '@/app/_ui/layout/step-indicator';
import { DataTable } from '@/app/_ui/table/data-table';
import { Pagination } from '@/app/_ui/table/pagination';

export const generateMetadata = pageMetadata('gallery.title', { hidden: true });

const kinds = ['info', 'warning', 'success', 'emergency'] as const;
const tags = ['neutral', 'good', 'warning', 'danger'] as const;

/** Every component once, so that a change of a token can be looked at, and checked, in all modes at a glance. */
export default async function GalleryPage({ params }: PageProps) {
  const { t, link } = await pageContext(params);
  const item = (number: number) => `${t('gallery.item')} ${number}`;
  const time = '2026-02-14T08:00:00.000Z';
  return (
    <Page>
      <PageTitle>{t('gallery.title')}</PageTitle>
      <p className="mb-6">{t('gallery.text')}</p>
      <ErrorSummary
        title={t('form.errors')}
        errors={[{ field: 'gallery-text', text: item(1) }, { text: item(2) }]}
      />
      {kinds.map((kind, index) => (
        <Notice key={kind} kind={kind} title={item(index + 11)}>
          <p>{t('gallery.text')}</p>
        </Notice>
      ))}
      <p className="mb-6 flex flex-wrap gap-2">
        {tags.map((kind, index) => (
          <Tag key={kind} kind={kind}>
            {item(index + 1)}
          </Tag>
        ))}
      </p>
      <Sheet>
        <StepIndicator current={2} total={4} text={item(2)} />
        <TextField id="gallery-text" name="text" label={item(1)} hint={t('gallery.text')} error={item(1)} />
        <TextArea id="gallery-area" name="area" label={item(2)} counter={item(2)} />
        <SelectField id="gallery-select" name="select" label={item(3)}>
          <option>{t('form.choose')}</option>
        </SelectField>
        <FileField id="gallery-file" name="file" label={item(4)} />
        <Choices
          id="gallery-radio"
          name="radio"
          label={item(5)}
          options={[1, 2].map((number) => ({ value: String(number), label: item(number) }))}
        />
        <Checkbox id="gallery-box" name="box" label={item(6)} hint={t('gallery.text')} />
        <form action={link('/design-system')} className="flex flex-wrap gap-3">
          <Button>{item(1)}</Button>
          <Button look="second">{item(2)}</Button>
          <Button look="plain">{item(3)}</Button>
        </form>
      </Sheet>
      <Timeline
        nowLabel={t('track.now')}
        items={[1, 2, 3].map((number) => ({
          id: String(number),
          title: item(number),
          time,
          dateTime: time,
          lines: [t('gallery.text')],
          now: number === 3,
        }))}
      />
      <DefinitionList items={[1, 2].map((number) => ({ name: item(number), value: t('gallery.text') }))} />
      <DataTable
        caption={item(21)}
        columns={[item(1), item(2)]}
        rows={[1, 2].map((number) => ({ id: String(number), cells: [item(number), t('gallery.text')] }))}
      />
      <Pagination
        label={t('gallery.title')}
        previous={{ href: '#main', text: t('gallery.previous') }}
        next={{ href: '#main', text: t('gallery.next') }}
      />
    </Page>
  );
}
