import type { Ref } from 'react';

/** The list of what must be put right, above the form. It takes the focus when it appears: without script by the fragment `#error-summary`, with it by `ref`. */
export function ErrorSummary({
  title,
  errors,
  ref,
}: {
  title: string;
  errors: readonly { field?: string | undefined; text: string }[];
  ref?: Ref<HTMLDivElement>;
}) {
  if (errors.length === 0) return null;
  return (
    <div
      ref={ref}
      id="error-summary"
      role="alert"
      tabIndex={-1}
      aria-labelledby="error-summary-title"
      className="border-danger bg-danger-soft mb-8 rounded-sm border-4 p-4"
    >
      <h2 id="error-summary-title" className="text-lg">
        {title}
      </h2>
      <ul className="mt-2 list-disc pl-6">
        {errors.map((error) => (
          <li key={`${error.field ?? ''}${error.text}`}>
            {error.field ? (
              <a
                href={`#${error.field}`}
                className="text-danger min-h-target inline-flex items-center font-bold"
              >
                {error.text}
              </a>
            ) : (
              <span className="font-bold">{error.text}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
