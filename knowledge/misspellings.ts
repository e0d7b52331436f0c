// Mends one slip of the finger in a word that matters: a letter left out, doubled or added, or two letters changed over.
// A letter that is replaced is left alone: that is how other words are made ("fewer" is no "fever").

/** Shorter words have too many right words beside them. */
const SHORTEST = 5;
/** Longer ones are not words. */
const LONGEST = 20;

/** Makes a function that mends the words of normalised text. `known` are right words that stay as they are. */
export function createMender(words: readonly string[], known: readonly string[] = []): (normalized: string) => string {
  const target = new Set(words);
  const right = new Set([...words, ...known]);
  const mended = new Map<string, string>();
  for (const word of words) {
    if (word.length < SHORTEST) continue;
    for (const slip of [...withoutOne(word), ...changedOver(word)]) {
      if (!right.has(slip) && slip.length >= SHORTEST - 1) mended.set(slip, word);
    }
  }
  const mend = (word: string): string => {
    if (word.length < SHORTEST - 1 || word.length > LONGEST || right.has(word)) return word;
    const found = mended.get(word);
    if (found !== undefined || word.length <= SHORTEST) return found ?? word;
    // A letter too many.
    return withoutOne(word).find((part) => part.length > SHORTEST && target.has(part)) ?? word;
  };
  return (normalized) => normalized.split(' ').map(mend).join(' ');
}

/** The first letter is hardly ever the wrong one, and without the last it is often another form of the word. */
function withoutOne(word: string): string[] {
  return Array.from(word.slice(2), (_, at) => word.slice(0, at + 1) + word.slice(at + 2));
}

function changedOver(word: string): string[] {
  return Array.from(word.slice(2), (_, at) => {
    const first = at + 1;
    return word.slice(0, first) + (word[first + 1] ?? '') + (word[first] ?? '') + word.slice(first + 2);
  });
}
