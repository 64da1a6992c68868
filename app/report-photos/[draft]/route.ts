import { problemPage, seeOther } from '@/app/_forms/form-route';
import { assertSameOrigin } from '@/app/_forms/same-origin';
import { MAX_PHOTOS } from '@/lib/intake/draft-answers';
import { readDraft } from '@/lib/intake/read-draft';
import { saveDraft } from '@/lib/intake/save-draft';
import { takeUploads } from '@/lib/media/take-uploads';
import { isLocale, type Locale } from '@/lib/platform/i18n/locales';
import { limit } from '@/lib/platform/rate-limit';
import { route } from '@/lib/platform/route';

function localeOf(request: Request): Locale {
  const given = new URL(request.url).searchParams.get('locale') ?? '';
  return isLocale(given) ? given : 'zh-CN';
}

/**
 * Photos of a form without script, streamed to storage and added to the draft. It lies outside the languages' folders
 * because proxy.ts must not touch a path that takes large bodies.
 */
export const POST = route(
  'report.photos',
  async (request, { address, params }) => {
    assertSameOrigin(request.headers);
    await limit('upload-address', address);
    const actor = { kind: 'public', address } as const;
    const locale = localeOf(request);
    const id = params.draft ?? '';
    const room = MAX_PHOTOS - (await readDraft(id)).answers.attachments.length;
    const { photos, fields, tooMany } = await takeUploads(actor, request, { maxFiles: Math.max(room, 1) });
    const added = photos.flatMap((photo) => ('upload' in photo ? [photo.upload.uploadId] : []));
    const refused = photos.flatMap((photo) => ('error' in photo ? [photo.error.code] : []));
    await saveDraft(actor, {
      id,
      change: (answers) => ({
        ...answers,
        attachments: [...answers.attachments, ...added].slice(0, MAX_PHOTOS),
      }),
    });
    const here = `/report/${id}/photos`;
    if (refused[0]) return seeOther(locale, `${here}?problem=${refused[0]}#error-summary`);
    if (tooMany || added.length > room)
      return seeOther(locale, `${here}?problem=too_many_files#error-summary`);
    const goesOn = fields.get('then') === 'next';
    if (!goesOn) return seeOther(locale, here);
    return seeOther(locale, `/report/${id}/${fields.get('to') === 'review' ? 'review' : 'contact'}`);
  },
  (error, request, requestId) => problemPage(localeOf(request), error, requestId, '/report'),
);
