// What a message says of the language in which it should be answered. Pure; what it needs of other languages comes as a hint.
import type { Situation } from './route';

/** What all languages together read in a message. */
export interface LanguageHint {
  /** Another language than the one spoken, in which the message is. */
  readonly foreign?: ForeignWords;
  /** The language that is asked for. */
  readonly wished?: string;
  /** The reply to the offer of another language. */
  readonly accepts?: boolean;
  /** Set where the conversation has just come from another language. */
  readonly arrival?: Arrival;
}

export interface ForeignWords {
  readonly locale: string;
  /** Some of its words are of the spoken language alone. */
  readonly isMixed: boolean;
  /** It tells of an emergency. */
  readonly isUrgent: boolean;
  /** It is a command, and nothing else: whoever says it need not be asked what they would like. */
  readonly isCommand: boolean;
}

/** How a message that waited is to be read. */
export interface Arrival {
  /** False where it cannot be a reply to what was asked. */
  readonly repliable: boolean;
  readonly isFirst: boolean;
}

export type LanguageChange =
  | { readonly kind: 'offer'; readonly to: string }
  | {
      readonly kind: 'change';
      readonly to: string;
      /** What is to be read there; nothing where only the language was asked for. */
      readonly text: string;
      /** An earlier message, to be read in its place where it says nothing much: "hello? are you there". */
      readonly waiting?: string;
      /** Chosen by the patient, and told so; an emergency, and words in a group, are answered without a word on it. */
      readonly isChosen: boolean;
      readonly arrival: Arrival;
    }
  /** `declined`: what was offered instead. */
  | { readonly kind: 'keep'; readonly declined?: string }
  /** It has changed, and there is nothing to read. */
  | { readonly kind: 'begin' };

/** Undefined where the message is to be read as any other. */
export function readLanguage(text: string, situation: Situation): LanguageChange | undefined {
  const { languageHint: hint, language, isStaleButton, isEdit, isPrivate, repliable } = situation;
  if (!hint || !language) return undefined;
  const { foreign, wished, accepts, arrival } = hint;
  const arriving: Arrival = { repliable, isFirst: situation.isFirst === true };
  const visit = (to: string) => ({ kind: 'change', to, text, isChosen: false, arrival: arriving }) as const;
  // Nobody in need is asked which language they would like.
  if (foreign?.isUrgent) return visit(foreign.locale);
  if (isStaleButton || isEdit) return undefined;
  if (arrival) return text === '' ? { kind: 'begin' } : undefined;
  const change = (to: string, read: string, as: Arrival) => {
    return { kind: 'change', to, text: read, isChosen: true, arrival: as } as const;
  };
  // Nor is anybody in a group, where no message waits.
  if (foreign && isPrivate === false && wished === undefined) return visit(foreign.locale);
  if (foreign?.isCommand) return change(foreign.locale, text, { ...arriving, repliable: false });
  const { offered, declined } = language;
  const waits = offered ? { repliable: offered.repliable, isFirst: offered.isFirst } : arriving;
  if (offered && repliable) {
    if (accepts === true || wished === offered.locale) return change(offered.locale, offered.text ?? '', waits);
    if (accepts === false || wished === language.locale) return { kind: 'keep', declined: offered.locale };
  }
  if (wished !== undefined) return wished === language.locale ? { kind: 'keep' } : change(wished, '', arriving);
  if (offered && foreign?.locale === offered.locale) {
    // Whoever goes on in it has chosen it. What they say now may mean the offer, and replies to nothing else.
    const waiting = offered.text === undefined ? {} : { waiting: offered.text };
    return { ...change(offered.locale, text, { ...waits, repliable: false }), ...waiting };
  }
  return foreign && !declined.includes(foreign.locale) ? { kind: 'offer', to: foreign.locale } : undefined;
}
