// Groups questions that are alike, by the cosine of their words: stems and terms of the lexicon, rare ones weighing most.
// Pure and deterministic: the same texts in the same order give the same groups.
import { createLexiconReader } from './matching/lexicon';
import type { Content } from './schema';
import { phrasingsOf } from './scrubbing/vocabulary';
import { tokenize } from './text';

/** From this cosine on, two questions are taken for the same one in other words. */
const ALIKE = 0.5;

/** Groups of places in `texts`. Each text joins the group whose first member it is most like; earlier texts begin groups. */
export type Grouper = (texts: readonly string[]) => readonly (readonly number[])[];

/** The terms of a text with their weights; of length 1 unless it has none. */
type Weights = ReadonlyMap<string, number>;

/** For each term, the groups whose first member has it, and how much it weighs there. */
type Leaders = Map<string, { readonly group: number; readonly weight: number }[]>;

export function createGrouper(content: Content): Grouper {
  const lexicon = createLexiconReader(content);
  const termsOf = (text: string): ReadonlySet<string> => {
    // The words inside of placeholders are nobody's.
    const tokens = lexicon.respell(tokenize(text.replace(/\[[^\]]*\]/gu, ' ')));
    return new Set(lexicon.terms(tokens).map(({ term }) => term));
  };
  const phrasings = phrasingsOf(content).map(termsOf);

  return (texts) => {
    const all = texts.map(termsOf);
    // Our own phrasings say which words are common; a few texts alone could not.
    const frequency = new Map<string, number>();
    for (const term of [...phrasings, ...all].flatMap((terms) => [...terms]))
      frequency.set(term, (frequency.get(term) ?? 0) + 1);
    const size = phrasings.length + texts.length;
    const rarity = (term: string): number => Math.log(1 + size / (1 + (frequency.get(term) ?? 0))) ** 2;

    const groups: number[][] = [];
    const leaders: Leaders = new Map();
    all.forEach((terms, place) => {
      const weights = weigh(terms, rarity);
      const nearest = nearestGroup(weights, leaders);
      if (nearest !== undefined) {
        groups[nearest]?.push(place);
        return;
      }
      const group = groups.push([place]) - 1;
      for (const [term, weight] of weights) leaders.set(term, [...(leaders.get(term) ?? []), { group, weight }]);
    });
    return groups;
  };
}

function weigh(terms: ReadonlySet<string>, rarity: (term: string) => number): Weights {
  const weighed = [...terms].map((term) => [term, rarity(term)] as const);
  const length = Math.hypot(...weighed.map(([, weight]) => weight));
  return new Map(weighed.map(([term, weight]) => [term, weight / length]));
}

function nearestGroup(weights: Weights, leaders: Leaders): number | undefined {
  const cosines = new Map<number, number>();
  for (const [term, weight] of weights)
    for (const leader of leaders.get(term) ?? [])
      cosines.set(leader.group, (cosines.get(leader.group) ?? 0) + weight * leader.weight);
  const alike = [...cosines].filter(([, cosine]) => cosine >= ALIKE);
  // Of equals the earlier, whatever the order in which the words met them.
  alike.sort(([one, oneCosine], [other, otherCosine]) => otherCosine - oneCosine || one - other);
  return alike[0]?.[0];
}
