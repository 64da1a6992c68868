'use client';

import './globals.css';

import texts from '@/lib/platform/i18n/messages/fault.json';

/** The last net: the frame itself failed, so the page stands alone and speaks both languages. */
export default function SiteFault({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="zh-CN">
      <body>
        <main className="mx-auto max-w-2xl px-4 py-12">
          {(['zh-CN', 'en'] as const).map((locale) => (
            <section key={locale} lang={locale} className="mb-8">
              <h1 className="mb-2 text-2xl">{texts[locale].title}</h1>
              <p>{texts[locale].text}</p>
            </section>
          ))}
          {error.digest ? <code>{error.digest}</code> : null}
          <p className="mt-6">
            <a href="tel:12319">12319</a>
          </p>
        </main>
      </body>
    </html>
  );
}
