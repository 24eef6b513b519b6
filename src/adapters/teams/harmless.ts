const MOST_SIGNS = 80;

/** Signs that Teams reads as markup, each with one that looks alike and means nothing. A backslash would show in titles. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '<': '‹',
  '>': '›',
  '*': '∗',
  '~': '∼',
  '`': '’',
  '\\': '∕',
};

/** Somebody else's text as plain text: no markup, no mention, no link, no hidden sign, on one line, 80 signs at most. */
export function harmless(text: string): string {
  const plain = text
    .normalize('NFC')
    .replaceAll(/(?:(?!\u00a0)[\s\p{Z}])+/gu, ' ')
    .replaceAll(/(?![\u200c\u200d])\p{C}/gu, '')
    .replaceAll(/(\p{M}{3})\p{M}+/gu, '$1')
    .replaceAll(/[[\]{}<>*~`\\]/g, (sign) => LOOK_ALIKES[sign] ?? '')
    .replaceAll(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '-')
    .replaceAll('://', ':∕∕')
    .replaceAll(/www\./gi, 'www․')
    .replaceAll(/&(?=#?\w+;)/g, '& ')
    .trim()
    .replace(/^(\d+[.)]|[-+•#]+) /u, '$1\u00a0');
  return cut(plain);
}

function cut(text: string): string {
  const signs = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  return signs.length <= MOST_SIGNS ? text : `${signs.slice(0, MOST_SIGNS - 1).join('')}…`;
}
