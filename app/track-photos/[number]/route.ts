import { problemPage, seeOther } from '@/app/_forms/form-route';
import { assertSameOrigin } from '@/app/_forms/same-origin';
import { proofOfLink } from '@/app/_track/reporter-proof';
import { actOf, sendAct } from '@/app/_track/send-act';
import { ACT_LIMITS } from '@/lib/intake/track/act-input';
import { formIdOr, readKeptForm } from '@/lib/intake/track/kept-form';
import { takeUploads } from '@/lib/media/take-uploads';
import { DomainError } from '@/lib/platform/errors';
import { isLocale, type Locale } from '@/lib/platform/i18n/locales';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';

function queryOf(request: Request): { locale: Locale; token: string; act: string } {
  const query = new URL(request.url).searchParams;
  const locale = query.get('locale') ?? '';
  return {
    locale: isLocale(locale) ? locale : 'zh-CN',
    token: query.get('t') ?? '',
    act: query.get('act') ?? '',
  };
}

/**
 * An addition or answer with its photos, streamed to storage. Who holds no link is turned away before a byte of a photo
 * is read. It lies outside the languages' folders because proxy.ts must not touch a path that takes large bodies.
 */
export const POST = route(
  'track.photos',
  async (request, { address, params, requestId }) => {
    assertSameOrigin(request.headers);
    const { locale, token, act: named } = queryOf(request);
    const number = params.number ?? '';
    const proof = proofOfLink(number, token);
    const act = actOf(named);
    if (!proof || !act) return seeOther(locale, '/track?error=link');
    await limit('upload-address', address);
    const actor = { kind: 'public', address } as const;
    const taken = await takeUploads(actor, request, { maxFiles: ACT_LIMITS.photos });
    const formId = formIdOr(taken.fields.get('form'));
    const kept = (await readKeptForm(formId, act, proof))?.photos ?? [];
    const tooMany = taken.tooMany
      ? [{ name: '', error: new DomainError('too_many_files', { params: { max: ACT_LIMITS.photos } }) }]
      : [];
    return sendAct(
      {
        proof,
        number,
        token,
        act,
        formId,
        fields: { text: taken.fields.get('text') ?? '' },
        photos: [
          ...kept.filter((_photo, index) => taken.fields.has(`keep${index}`)),
          ...taken.photos.flatMap((photo) => ('upload' in photo ? [photo.upload.uploadId] : [])),
        ],
        photoErrors: [...taken.photos.filter((photo) => 'error' in photo), ...tooMany],
        address,
        locale,
      },
      requestId,
    );
  },
  (error, request, requestId) => problemPage(queryOf(request).locale, error, requestId, '/track'),
);
