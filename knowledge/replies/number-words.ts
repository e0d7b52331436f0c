// Numbers in replies about the age: number words become digits, and a reply becomes a shape in which every number is "nn",
// so that the YAML can say "turning nn" without knowing the number.
import type { Screening } from '../schema';

/** A reply with its numbers taken out. */
export interface Numbered {
  /** The reply with "nn" in the place of every number. */
  readonly shape: string;
  readonly numbers: readonly number[];
}

type NumberWords = Pick<Screening['age'], 'numbers' | 'decades' | 'noughts' | 'joins'>;

const PLAIN_NUMBER = /^\d{1,3}(?:[.,]\d{1,2})?$/;

/** "twenty one next may" -> shape "nn next may", numbers [21]. Fractions are cut off: somebody of 21.9 is 21. */
export function takeNumbers(normalized: string, words: NumberWords): Numbered {
  const shape: string[] = [];
  const numbers: number[] = [];
  const put = (value: number) => {
    if (shape.at(-1) === 'nn' && numbers.at(-1) === value) return;
    numbers.push(value);
    shape.push('nn');
  };
  const tokens = normalized
    .split(' ')
    .flatMap((token) => withoutDecade(token.replace(/^([a-z])(?=\d+$)/, '$1 '), words))
    .flatMap((token) => token.split(' '));
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? '';
    const word = numberFor(token, words);
    const next = tokens[at + 1] ?? '';
    const digit = /^[1-9]$/.test(token)
      ? Number(token)
      : word !== undefined && word > 0 && word < 10
        ? word
        : undefined;
    // "the big 4-0", "three oh", "2o"
    if (digit !== undefined && digit > 1 && words.noughts.includes(next)) {
      put(digit * 10);
      at++;
    } else if (word !== undefined && word >= 20 && word % 10 === 0) {
      const unitAt = words.joins.includes(next) ? at + 2 : at + 1;
      const unit = numberFor(tokens[unitAt] ?? '', words) ?? 0;
      const isPart = unit > 0 && unit < 10;
      put(isPart ? word + unit : word);
      if (isPart) at = unitAt;
    } else if (word !== undefined && word >= 10) put(word);
    else if (PLAIN_NUMBER.test(token)) put(Math.floor(Number(token.replace(',', '.'))));
    else shape.push(token);
  }
  return { shape: shape.join(' '), numbers };
}

/** "thirties" -> "30 s", the form that "30s" has. */
function withoutDecade(token: string, { decades }: NumberWords): string[] {
  return Object.hasOwn(decades, token) ? [String(decades[token]), 's'] : [token];
}

/** The value of a number word, also of two written together: "thirtyfive". */
function numberFor(token: string, { numbers }: NumberWords): number | undefined {
  if (Object.hasOwn(numbers, token)) return numbers[token];
  for (let cut = 4; cut < token.length - 2; cut++) {
    const [tens, unit] = [numbers[token.slice(0, cut)], numbers[token.slice(cut)]];
    if (tens !== undefined && tens >= 20 && tens % 10 === 0 && unit !== undefined && unit > 0 && unit < 10)
      return tens + unit;
  }
  return undefined;
}
