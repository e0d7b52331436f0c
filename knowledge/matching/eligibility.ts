// Whether somebody asks for themselves if they may have the treatment: the patient's own condition, and a wish to know.
// A general question ("can people with eczema have it") is answered; only what is said of oneself starts the screening.
import { anywherePattern, replacer } from '../pattern';
import type { Content } from '../schema';
import type { TextReader, TextReading } from './reading';

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
/** And as surely named where the words besides the wish are this much like its phrasings, or all words are this much. */
const LIKE_REST = 0.2;
const LIKE_ALL = 0.85;

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
  const isSurelyNamed = (topic: string, { words, terms, likeness }: TextReading): boolean => {
    if (reader.namedBy(terms, 'entry') === topic) return true;
    const at = conditions.find((condition) => labels[condition]?.id === topic) ?? 0;
    const rest = reader.read(withoutWish(words.join(' ')));
    return (likeness[at] ?? 0) >= LIKE_ALL || (rest.likeness[at] ?? 0) * rest.known >= LIKE_REST;
  };

  return {
    read(reading) {
      const { words, probabilities, terms } = reading;
      const asked = probabilities[wish] ?? 0;
      const likeliest = conditions.reduce(
        (a, b) => ((probabilities[b] ?? 0) > (probabilities[a] ?? 0) ? b : a),
        conditions[0] ?? 0,
      );
      const named = probabilities[likeliest] ?? 0;
      const byTerm = reader.namedBy(terms, 'entry');
      const topic =
        named >= NAMED ? labels[likeliest]?.id : byTerm !== undefined && topics.has(byTerm) ? byTerm : undefined;
      if (asked < HINTED && topic === undefined) return undefined;

      const normalized = words.join(' ');
      if (others.find(normalized)) return undefined;
      const permission = asks.find(normalized) !== undefined;
      if (topic === undefined) {
        // "I am pregnant, can I have it": the article is silent on it, and the screening would not ask.
        if (reader.namedBy(terms, 'subject') !== undefined) return undefined;
        return asked >= SURELY_ASKED || (asked >= ASKED && permission) ? {} : undefined;
      }
      const wished = (): Wish => (isSurelyNamed(topic, reading) ? { topic } : {});
      if (asked >= PERHAPS_ASKED && permission) return wished();
      if (!own.find(normalized)) return undefined;
      const wanted = permission || asked >= PERHAPS_ASKED || (asked >= HINTED && asked + named >= TOGETHER);
      return wanted ? wished() : undefined;
    },
  };
}
