// What a client reads aloud: the words of a text without markup, pictures, list dashes and addresses. Pure.

const LINK = /\[([^[\]]*)\]\([^()]*\)/g;
const ADDRESS = /\bhttps?:\/\/\S+/g;
/** Emoji, with what joins and colours them; a digit alone is a word, though it can begin one. */
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f|\u20e3/gu;
const MARKUP = /[*_`~#>|\\]|<[^<>]{0,200}>/g;
const BULLET = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+/;
const ENDED = /[.!?:;,…"]$/;

export function speechOf(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const isItem = BULLET.test(line);
      const words = line
        .replace(BULLET, '')
        .replace(LINK, '$1')
        .replace(ADDRESS, '')
        .replace(PICTURE, '')
        .replace(MARKUP, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      // Without a stop one item runs into the next.
      return isItem && words !== '' && !ENDED.test(words) ? `${words}.` : words;
    })
    .filter((words) => words !== '')
    .join(' ');
}
