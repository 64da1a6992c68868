/** Text of a message: a line is a paragraph, lines that begin with `- ` are a list. */
export function Prose({ text }: { text: string }) {
  const blocks: { list: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const list = line.startsWith('- ');
    const last = blocks.at(-1);
    if (list && last?.list) last.lines.push(line.slice(2));
    else blocks.push({ list, lines: [list ? line.slice(2) : line] });
  }
  return blocks.map(({ list, lines }) =>
    list ? (
      <ul key={lines[0]} className="mb-3 list-disc pl-6">
        {lines.map((line) => (
          <li key={line} className="mb-1">
            {line}
          </li>
        ))}
      </ul>
    ) : (
      <p key={lines[0]} className="mb-3">
        {lines[0]}
      </p>
    ),
  );
}
