// Mends slips of the finger in words that matter: a letter left out, added or replaced, or two letters changed over; two
// such slips in a long word. A right word of the language stays as it is, and so "fewer" never becomes "fever".

/** Shorter words have too many others beside them. */
const SHORTEST = 4;
/** Longer ones are not words. */
const LONGEST = 20;
/** From here on a word may have two slips. */
const LONG = 8;

/** Makes a function that mends a normalised word into one of `words`; those that `isRight` knows stay as they are. */
export function createMender(words: readonly string[], isRight: (word: string) => boolean): (word: string) => string {
  const targets = new Set(words.filter((word) => word.length >= SHORTEST && /^\p{L}+$/u.test(word)));
  const byPart = new Map<string, string[]>();
  for (const word of targets)
    for (const part of [word, ...withoutOne(word)]) {
      const known = byPart.get(part);
      if (known) known.push(word);
      else byPart.set(part, [word]);
    }
  return (word) => {
    if (word.length < SHORTEST || word.length > LONGEST || targets.has(word) || isRight(word)) return word;
    let best = word;
    let fewest = word.length >= LONG ? 3 : 2;
    for (const part of [word, ...withoutOne(word)])
      for (const target of byPart.get(part) ?? []) {
        // Of two words in short ones, too many are one letter away.
        if (Math.min(word.length, target.length) <= SHORTEST && word.length === target.length && !isSwap(word, target))
          continue;
        const slips = slipsBetween(word, target);
        if (slips < fewest) {
          best = target;
          fewest = slips;
        }
      }
    return best;
  };
}

/** The first letter is hardly ever the wrong one. */
function withoutOne(word: string): string[] {
  return Array.from(word.slice(1), (_, at) => word.slice(0, at + 1) + word.slice(at + 2));
}

function isSwap(one: string, other: string): boolean {
  return [...one].sort().join('') === [...other].sort().join('');
}

/** How many letters were left out, added, replaced or changed over. */
function slipsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const cell = (row: number, at: number): number => rows[row]?.[at] ?? 99;
  for (let row = 1; row <= one.length; row++) {
    rows.push([row]);
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1];
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      rows[row]?.push(
        Math.min(
          cell(row - 1, at) + 1,
          cell(row, at - 1) + 1,
          cell(row - 1, at - 1) + (same ? 0 : 1),
          swapped ? cell(row - 2, at - 2) + 1 : 99,
        ),
      );
    }
  }
  return cell(one.length, other.length);
}
