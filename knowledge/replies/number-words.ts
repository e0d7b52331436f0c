// Numbers in replies about the age: number words become digits, and a reply becomes a shape in which every number is "nn",
// so that the YAML can say "turning nn" without knowing the number.

/** A reply with its numbers taken out. */
export interface Numbered {
  /** The reply with "nn" in the place of every number. */
  readonly shape: string;
  readonly numbers: readonly number[];
}

const PLAIN_NUMBER = /^\d{1,3}(?:[.,]\d{1,2})?$/;

/** "twenty one next may" -> shape "nn next may", numbers [21]. Fractions are cut off: somebody of 21.9 is 21. */
export function takeNumbers(normalized: string, words: Readonly<Record<string, number>>): Numbered {
  const shape: string[] = [];
  const numbers: number[] = [];
  let tens = false;
  for (const token of normalized.split(' ')) {
    const word = Object.hasOwn(words, token) ? words[token] : undefined;
    const value = word ?? (PLAIN_NUMBER.test(token) ? Math.floor(Number(token.replace(',', '.'))) : undefined);
    if (value === undefined) shape.push(token);
    else if (tens && word !== undefined && word > 0 && word < 10) numbers.push((numbers.pop() ?? 0) + word);
    else if (shape.at(-1) !== 'nn' || numbers.at(-1) !== value) {
      numbers.push(value);
      shape.push('nn');
    }
    tens = word !== undefined && word >= 20 && word % 10 === 0;
  }
  return { shape: shape.join(' '), numbers };
}
