/** Text of a message: a line is a paragraph, lines that begin with `- ` are a list. */
export function Prose({ text }: { text: string }) {
  const blocks: { list: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const list = line.startsWith('- ');
    const last = blocks.at(-1);
    if (list && last?.list) last.lines.push(line.slice(2));
    else blocks.push({ list, lines: [list ? line.slice(2) : line] });
  }
  // keys are sent to the browser as well: numbers, not the lines again
  return blocks.map(({ list, lines }, block) =>
    list ? (
      <ul key={block} className="mb-3 list-disc space-y-1 pl-6">
        {lines.map((line, item) => (
          <li key={item}>{line}</li>
        ))}
      </ul>
    ) : (
      <p key={block} className="mb-3">
        {lines[0]}
      </p>
    ),
  );
}
