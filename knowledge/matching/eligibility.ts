// Whether somebody asks for themselves if they may have the treatment: the patient's own condition, and a wish to know.
// A general question ("can people with eczema have it") is answered; only what is said of oneself starts the screening.
import { anywherePattern, replacer } from '../pattern';
import type { Content } from '../schema';
import { ruledOut, type TextReader, type TextReading } from './reading';

export interface Wish {
  /** The entry of the condition that was named. */
  readonly topic?: string;
}

export interface EligibilityReader {
  /** Undefined unless the screening is wanted. */
  read(reading: TextReading): Wish | undefined;
}

interface Parts extends Pick<Content, 'commands' | 'screening'> {
  readonly reader: TextReader;
}

/** Where asking for the screening is as probable as this, it is asked for; less is enough with words of permission. */
const SURELY_ASKED = 0.7;
const ASKED = 0.4;
/** With a condition besides, still less. */
const PERHAPS_ASKED = 0.2;
/** With a condition of one's own, this much of asking is enough, if the two together have most of the probability. */
const HINTED = 0.1;
const TOGETHER = 0.5;
/** A condition counts as named from here on. */
const NAMED = 0.1;
/** Read without the wish, a condition is named from here on. */
const NAMED_BESIDE = 0.3;
/** And as surely named where the words besides the wish are this much like its phrasings, or all words are this much. */
const LIKE_REST = 0.2;
const LIKE_ALL = 0.85;

/** Where the wish takes as much as this, what is left names no subject. */
const ALL_WISH = 0.95;
/** Beside the wish a silent subject has this much of the probability, and is this much like its phrasings. */
const SUBJECT = 0.6;
const LIKE_SUBJECT = 0.3;

export function createEligibilityReader({ commands, screening, reader }: Parts): EligibilityReader {
  const { labels } = reader;
  const asks = anywherePattern(commands.eligibility, commands.lists);
  const own = anywherePattern(commands.personal, commands.lists);
  const others = anywherePattern(commands.otherPerson, commands.lists);
  const topics = new Set(screening.questions.map(({ topic }) => topic));
  const conditions = [...labels.keys()].filter(
    (at) => labels[at]?.kind === 'entry' && topics.has(labels[at]?.id ?? ''),
  );
  const withoutWish = replacer(commands.eligibility, commands.lists, '');
  const wish = labels.findIndex(({ kind, id }) => kind === 'intent' && id === 'screening');

  /** "Can I get it too" has a word of "am I too young" and names no age all the same. */
  const isSurelyNamed = (topic: string, { words, terms, likenessTo }: TextReading): boolean => {
    if (reader.namedBy(terms, 'entry') === topic) return true;
    const at = conditions.find((condition) => labels[condition]?.id === topic) ?? 0;
    const rest = reader.read(withoutWish(words.join(' ')));
    return likenessTo(at) >= LIKE_ALL || rest.likenessTo(at) * rest.known >= LIKE_REST;
  };

  const isAboutSubject = (reading: TextReading): boolean => {
    if (reader.namedBy(reading.terms, 'subject') !== undefined) return true;
    if ((reading.probabilities[wish] ?? 0) >= ALL_WISH) return false;
    const { probabilities, likenessTo, known } = ruledOut(reading, wish);
    const first = probabilities.reduce((best, value, at) => (value > (probabilities[best] ?? 0) ? at : best), 0);
    return (
      labels[first]?.kind === 'subject' &&
      (probabilities[first] ?? 0) >= SUBJECT &&
      likenessTo(first) * known >= LIKE_SUBJECT
    );
  };

  return {
    read(reading) {
      const { words, probabilities, terms } = reading;
      const asked = probabilities[wish] ?? 0;
      const { at: likeliest, probability: named } = mostProbable(probabilities, conditions);
      const byTerm = reader.namedBy(terms, 'entry');
      const topic =
        named >= NAMED ? labels[likeliest]?.id : byTerm !== undefined && topics.has(byTerm) ? byTerm : undefined;
      if (asked < HINTED && topic === undefined) return undefined;

      const normalized = words.join(' ');
      if (others.find(normalized)) return undefined;
      const permission = asks.find(normalized) !== undefined;
      if (topic === undefined) {
        // "I am pregnant, can I have it": the article is silent on it, and the screening would not ask.
        if (isAboutSubject(reading)) return undefined;
        if (asked < SURELY_ASKED && (asked < ASKED || !permission)) return undefined;
        // What is surely a wish leaves nothing for the condition in it: "20 yrs old am i allowed to have it".
        const beside = mostProbable(reader.read(withoutWish(normalized)).probabilities, conditions);
        const condition = labels[beside.at]?.id;
        return condition !== undefined && beside.probability >= NAMED_BESIDE && isSurelyNamed(condition, reading)
          ? { topic: condition }
          : {};
      }
      const wished = (): Wish => (isSurelyNamed(topic, reading) ? { topic } : {});
      if (asked >= PERHAPS_ASKED && permission) return wished();
      if (!own.find(normalized)) return undefined;
      const wanted = permission || asked >= PERHAPS_ASKED || (asked >= HINTED && asked + named >= TOGETHER);
      return wanted ? wished() : undefined;
    },
  };
}

function mostProbable(probabilities: Float64Array, places: readonly number[]): { at: number; probability: number } {
  const at = places.reduce((a, b) => ((probabilities[b] ?? 0) > (probabilities[a] ?? 0) ? b : a), places[0] ?? 0);
  return { at, probability: probabilities[at] ?? 0 };
}
