'use client';

/** The value of an option and its text. */
export type Option = readonly [value: string, text: string];

/**
 * The options of a select: `any` stands for no choice. A client component for its weight alone: what a server component
 * renders is sent twice, element by element, while this sends its texts.
 */
export function Options({ any, options }: { any: string; options: readonly Option[] }) {
  return (
    <>
      <option value="">{any}</option>
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </>
  );
}
