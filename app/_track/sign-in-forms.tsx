import type { PageContext } from '@/app/_page/context';
import { Button } from '@/app/_ui/form/button';
import { TextField } from '@/app/_ui/form/text-field';
import { Sheet } from '@/app/_ui/layout/page';

interface Props {
  context: PageContext;
  errorOf: (field: string) => string | undefined;
}

/** Which phone or e-mail the reports were made with. */
export function ContactForm({ context: { t, link }, errorOf }: Props) {
  return (
    <>
      <p className="mb-4">{t('my.lead')}</p>
      <Sheet>
        <form action={link('/my-reports/request')} method="post" noValidate>
          <TextField
            id="contact"
            name="contact"
            label={t('my.contact')}
            hint={t('my.contactHint')}
            error={errorOf('contact')}
            autoComplete="tel"
            maxLength={254}
            required
          />
          <Button>{t('my.send')}</Button>
        </form>
      </Sheet>
    </>
  );
}

/** The six digits. The page says the same whether or not anybody was sent any. */
export function CodeForm({ context: { t, link }, codeId, errorOf }: Props & { codeId: string }) {
  return (
    <>
      <p className="mb-4">{t('my.sent')}</p>
      <Sheet>
        <form action={link('/my-reports/enter')} method="post" noValidate>
          <input type="hidden" name="id" value={codeId} />
          <TextField
            id="code"
            name="code"
            label={t('my.code')}
            hint={t('my.codeHint')}
            error={errorOf('code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            width="code"
            required
          />
          <Button>{t('my.enter')}</Button>
        </form>
      </Sheet>
      <p>
        <a href={link('/my-reports')} className="min-h-target inline-flex items-center">
          {t('my.again')}
        </a>
      </p>
    </>
  );
}
