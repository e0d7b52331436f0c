// Words as patients write them -> the terms that the entries use: text-speak and misspellings, then lay words and brands.
import type { Content } from '../schema';
import { tokenize } from '../text';
import { stemmerOf } from './stemmers';

/** A unit of meaning: a stem or a term of the lexicon, with the words that the patient wrote for it. */
export interface Term {
  readonly term: string;
  readonly written: string;
}

export interface LexiconReader {
  /** Every word that the lexicon has, in any phrase. */
  readonly words: ReadonlySet<string>;
  /** Expands text-speak and known misspellings, and joins what is one word. */
  respell(tokens: readonly string[]): readonly string[];
  /** The terms of a message, in order; a phrase of several words that the lexicon knows is one term. */
  terms(tokens: readonly string[]): Term[];
}

const TERM_MARK = '=';

/** A term that a phrase stands for, and of how many words the phrase is; without one, a word stands alone. */
interface FoundPhrase {
  readonly term?: string;
  readonly length: number;
}

const NO_PHRASE: FoundPhrase = { length: 1 };

/** The same words come again and again; the memory is bounded, as whoever sends only nonsense must not fill it. */
const REMEMBERED = 30_000;

export function createLexiconReader({ lexicon, locale }: Pick<Content, 'lexicon' | 'locale'>): LexiconReader {
  const stem = stemmerOf(locale);
  const knownTerms = new Map<string, Term>();
  const termOf = (written: string): Term => {
    let known = knownTerms.get(written);
    if (!known) {
      if (knownTerms.size >= REMEMBERED) knownTerms.clear();
      known = { term: stem(written), written };
      knownTerms.set(written, known);
    }
    return known;
  };

  const spellings = new Map(
    Object.entries(lexicon.spellings).map(([written, right]) => [tokenize(written).join(' '), tokenize(right)]),
  );
  const phrases = new Map<string, string>();
  const words = new Set<string>();
  /** For the first stem of each phrase, the most words that a phrase beginning with it has. */
  const longest = new Map<string, number>();
  for (const [term, written] of Object.entries(lexicon.terms)) {
    for (const phrase of [term, ...written]) {
      const tokens = tokenize(phrase);
      for (const token of tokens) words.add(token);
      const stems = tokens.map(stem);
      longest.set(stems[0] ?? '', Math.max(longest.get(stems[0] ?? '') ?? 0, stems.length));
      phrases.set(stems.join(' '), TERM_MARK + term.replaceAll(' ', '-'));
    }
  }

  /** The longest phrase that the words begin with. */
  const longestPhrase = (words: readonly Term[]): FoundPhrase => {
    const stems = words.map(({ term }) => term);
    for (; stems.length > 0; stems.pop()) {
      const term = phrases.get(stems.join(' '));
      if (term !== undefined) return { term, length: stems.length };
    }
    return NO_PHRASE;
  };
  /** Words that stand first where two are written as one: "micro needling". */
  const firsts = new Set(
    [...spellings.keys()].flatMap((written) => (written.includes(' ') ? written.split(' ')[0] : [])),
  );
  const isRespelt = (token: string): boolean => spellings.has(token) || firsts.has(token);

  const respelt = (tokens: readonly string[]): string[] => {
    const found: string[] = [];
    for (let at = 0; at < tokens.length; at++) {
      const pair = spellings.get(`${tokens[at]} ${tokens[at + 1]}`);
      found.push(...(pair ?? spellings.get(tokens[at] ?? '') ?? [tokens[at] ?? '']));
      if (pair) at++;
    }
    return found;
  };

  return {
    words,
    respell: (tokens) => (tokens.some(isRespelt) ? respelt(tokens) : tokens),
    terms(tokens) {
      const own = tokens.map(termOf);
      const found: Term[] = [];
      for (let start = 0; start < own.length; ) {
        const most = Math.min(longest.get(own[start]?.term ?? '') ?? 0, own.length - start);
        const { term, length } = most > 0 ? longestPhrase(own.slice(start, start + most)) : NO_PHRASE;
        if (term !== undefined) found.push({ term, written: tokens.slice(start, start + length).join(' ') });
        // The words stay beside the term: "ice pick scars" is about acne scars, and about ice picks too.
        for (const end = start + length; start < end; start++) found.push(own[start] as Term);
      }
      return found;
    },
  };
}

/** True for a term that came from the lexicon rather than from a word alone. */
export function isLexiconTerm(term: string): boolean {
  return term.startsWith(TERM_MARK);
}
