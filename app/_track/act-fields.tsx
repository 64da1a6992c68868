import type { PageContext } from '@/app/_page/context';
import { Checkbox } from '@/app/_ui/form/choice';
import { FileField, TextArea, TextField } from '@/app/_ui/form/text-field';
import { ACT_LIMITS } from '@/lib/intake/track/act-input';
import type { KeptForm } from '@/lib/intake/track/kept-form';
import type { ReporterAct } from '@/lib/tickets/reporter-acts';

interface Props {
  context: PageContext;
  act: ReporterAct;
  kept: KeptForm | null;
  errorOf: (field: string) => string | undefined;
}

/** Acts whose form takes photos, and is therefore sent to the door that streams them. */
export function takesPhotos(act: ReporterAct): boolean {
  return act === 'addition' || act === 'answer';
}

function Photos({ context: { t }, kept, errorOf }: Props) {
  return (
    <>
      {(kept?.photos ?? []).map((photo, index) => (
        <Checkbox
          key={photo}
          id={`keep${index}`}
          name={`keep${index}`}
          label={t('track.act.keepPhoto', { number: index + 1 })}
          defaultChecked
        />
      ))}
      <FileField
        id="photos"
        name="photo"
        label={t('track.act.photos', { max: ACT_LIMITS.photos })}
        hint={t('track.act.photosHint')}
        error={errorOf('photos')}
        accept="image/jpeg,image/png,image/webp"
        multiple
      />
    </>
  );
}

function Contact({ context: { t }, kept, errorOf }: Props) {
  return (
    <>
      <TextField
        id="phone"
        name="phone"
        type="tel"
        autoComplete="tel"
        label={t('track.act.contact.phone')}
        hint={t('track.act.contact.phoneHint')}
        error={errorOf('phone')}
        defaultValue={kept?.fields.phone}
        maxLength={40}
      />
      <TextField
        id="email"
        name="email"
        type="email"
        autoComplete="email"
        label={t('track.act.contact.email')}
        error={errorOf('email')}
        defaultValue={kept?.fields.email}
        maxLength={254}
      />
      <Checkbox
        id="remove"
        name="remove"
        label={t('track.act.contact.remove')}
        hint={t('track.act.contact.removeHint')}
        defaultChecked={kept?.fields.remove === 'on'}
      />
    </>
  );
}

/** The questions of one act. What was typed before a refusal is still there. */
export function ActFields(props: Props) {
  const { context, act, kept, errorOf } = props;
  const { t } = context;
  if (act === 'urging') return null;
  if (act === 'contact') return <Contact {...props} />;
  const max = takesPhotos(act) ? ACT_LIMITS.text : ACT_LIMITS.reason;
  return (
    <>
      <TextArea
        id="text"
        name="text"
        label={t(`track.act.${act}.label`)}
        error={errorOf('text')}
        defaultValue={kept?.fields.text}
        counter={t('track.act.most', { max })}
      />
      {takesPhotos(act) ? <Photos {...props} /> : null}
    </>
  );
}
