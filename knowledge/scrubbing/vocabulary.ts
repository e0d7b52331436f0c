// The allow-list of the scrub: which words may be kept of a message. No list of names is complete, so this is one of words.
import { dictionaryOf } from '../matching/dictionary';
import type { Content } from '../schema';
import { tokenize } from '../text';

export interface Vocabulary {
  /** Words that may be kept: those of the dictionary, and ours. */
  has(token: string): boolean;
  /** Words that may be kept even with a capital in the middle of a sentence: ours alone ("Botox", not "Rose"). */
  hasCapitalised(token: string): boolean;
}

/** A word of our phrasings that is in no dictionary counts from here on: one phrasing alone may hold somebody's name. */
const LEAST_PHRASINGS = 2;

export function createVocabulary(content: Content): Vocabulary {
  const dictionary = dictionaryOf(content.locale);
  const { terms, spellings, asking, joining, leaning } = content.lexicon;
  const ours = new Set(
    [terms, spellings].flatMap((part) => [...Object.keys(part), ...Object.values(part).flat()]).flatMap(tokenize),
  );
  for (const word of [...asking, ...joining, ...leaning].flatMap(tokenize)) ours.add(word);
  const counts = new Map<string, number>();
  for (const phrasing of phrasingsOf(content))
    for (const word of new Set(tokenize(phrasing))) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const [word, count] of counts) if (count >= LEAST_PHRASINGS) ours.add(word);
  const capitals = new Set(content.scrub.capitals.flatMap(tokenize));
  const isWord = (token: string): boolean => !/[^\p{L}\p{M}]/u.test(token);
  return {
    has: (token) => isWord(token) && (dictionary.has(token) || ours.has(token) || capitals.has(token)),
    hasCapitalised: (token) => isWord(token) && (capitals.has(token) || (ours.has(token) && !dictionary.has(token))),
  };
}

/** Every way of asking that the content has, but those that have nothing to do with us. */
export function phrasingsOf({ entries, subjects, commands }: Content): readonly string[] {
  return [
    ...entries.flatMap(({ question, alsoAsked }) => [question, ...alsoAsked]),
    ...subjects.flatMap(({ name, alsoAsked }) => [name, ...alsoAsked]),
    ...commands.intents.flatMap(({ alsoAsked }) => alsoAsked),
  ];
}
