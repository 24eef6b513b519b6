import { make } from './dom.ts';

/** One of: [words](https://…), **bold**, *italic* or _italic_. Everything else is text as it stands. */
const MARKS =
  /\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)|\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|(?<![\p{L}\d])_([^_\n]+)_(?![\p{L}\d])/gu;
const BULLET = /^\s*[-*•]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;

/** The little markdown that Teams knows, as nodes: markup in the text stays text. */
export function markdown(text: string): DocumentFragment {
  const result = document.createDocumentFragment();
  let list: HTMLElement | undefined;
  for (const line of text.split(/\r?\n/)) {
    const kind = BULLET.test(line) ? 'ul' : NUMBER.test(line) ? 'ol' : undefined;
    if (!kind) {
      list = undefined;
      if (line.trim() !== '') result.append(make('p', {}, ...inline(line)));
      continue;
    }
    if (list?.localName !== kind) {
      list = make(kind);
      result.append(list);
    }
    list.append(make('li', {}, ...inline(line.replace(BULLET, '').replace(NUMBER, ''))));
  }
  return result;
}

/** The same as HTML, for Microsoft's renderer, which takes nothing else; the browser itself escapes it. */
export function markdownHtml(text: string): string {
  return make('div', {}, markdown(text)).innerHTML;
}

function inline(line: string): readonly (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let end = 0;
  for (const match of line.matchAll(MARKS)) {
    nodes.push(line.slice(end, match.index), marked(match));
    end = match.index + match[0].length;
  }
  nodes.push(line.slice(end));
  return nodes;
}

function marked(match: RegExpExecArray): Node {
  const [, words, address, bold, starred, underlined] = match;
  if (words !== undefined && address !== undefined) return link(words, address);
  if (bold !== undefined) return make('strong', {}, ...inline(bold));
  return make('em', {}, starred ?? underlined ?? '');
}

function link(words: string, address: string): HTMLAnchorElement {
  return make('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, words);
}
