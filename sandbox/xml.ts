/** An element of a parsed document; `text` is all character data directly inside it. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (/&(?!#\d+;|#x[0-9a-fA-F]+;|(amp|lt|gt|quot|apos);)/.test(text))
    throw new Error('unknown entity or bare &');
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (_all, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? '';
  });
}

function attributesOf(source: string): Record<string, string> {
  const found: Record<string, string> = {};
  const rest = source.replace(
    /\s+([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g,
    (_all, name: string, a?: string, b?: string) => {
      found[name] = decode(a ?? b ?? '');
      return '';
    },
  );
  if (rest.trim() !== '') throw new Error(`cannot read attributes: ${rest.trim().slice(0, 40)}`);
  return found;
}

const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/y;

/**
 * Parses one document strictly, without document types: a provider refuses what is not well formed.
 * @throws Error that says what is wrong.
 */
export function parseXml(source: string): XmlElement {
  const top: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    const parent = open.at(-1) ?? top;
    if (!match) throw new Error(`not well formed at character ${at}`);
    const [, cdata, closing, name, attributes = '', empty, text] = match;
    if (cdata !== undefined) parent.text += cdata;
    else if (closing !== undefined) {
      if (open.length === 1 || parent.name !== closing)
        throw new Error(`</${closing}> does not close <${parent.name}>`);
      open.pop();
    } else if (name !== undefined) {
      const element: XmlElement = { name, attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(element);
      if (empty === '') open.push(element);
    } else if (text !== undefined) parent.text += decode(text);
  }
  const [root] = top.children;
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is not closed`);
  if (!root || top.children.length > 1) throw new Error('needs exactly one root element');
  if (top.text.trim() !== '') throw new Error('text outside the root element');
  return root;
}
