// What a term of the lexicon stands for, by our own phrasings: "eliquis" is about blood thinners wherever it is said.
import { isLexiconTerm, type Term } from './lexicon';
import type { Label } from './text-lesson';

/** So much of a term's use must be in one entry or subject. */
const MOSTLY = 0.6;

/** The number of the label for each such term. */
export function indexTerms(
  texts: readonly (readonly Term[])[],
  labelOf: readonly number[],
  labels: readonly Label[],
): ReadonlyMap<string, number> {
  const uses = new Map<string, Map<number, number>>();
  texts.forEach((terms, at) => {
    const label = labelOf[at] as number;
    // What patients want ("can I have it with eczema") names all conditions and tells none apart.
    if (labels[label]?.kind === 'intent') return;
    for (const { term } of terms) {
      if (!isLexiconTerm(term)) continue;
      const counts = uses.get(term) ?? new Map<number, number>();
      uses.set(term, counts.set(label, (counts.get(label) ?? 0) + 1));
    }
  });

  const index = new Map<string, number>();
  for (const [term, counts] of uses) {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    for (const [label, count] of counts) if (count / all >= MOSTLY) index.set(term, label);
  }
  return index;
}
