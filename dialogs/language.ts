// What a message says of the language in which it should be answered. Pure; what it needs of other languages comes as a hint.
import type { Situation } from './route';

/** What all languages together read in a message. */
export interface LanguageHint {
  /** Another language than the one spoken, in which the message surely is; and whether it tells of an emergency. */
  readonly foreign?: { readonly locale: string; readonly isUrgent: boolean };
  /** The language that is asked for. */
  readonly wished?: string;
  /** The reply to the offer of another language. */
  readonly accepts?: boolean;
  /** True where the conversation has just come from another language. */
  readonly hasChanged?: true;
}

export type LanguageChange =
  | { readonly kind: 'offer'; readonly to: string }
  /** `text`: the message that is to be read there. */
  | { readonly kind: 'change'; readonly to: string; readonly text?: string; readonly isChosen: boolean }
  /** `declined`: what was offered instead. */
  | { readonly kind: 'keep'; readonly declined?: string }
  /** It has changed, and there is nothing to read. */
  | { readonly kind: 'begin' };

/** Undefined where the message is to be read as any other. */
export function readLanguage(text: string, situation: Situation): LanguageChange | undefined {
  const { languageHint: hint, language, isStaleButton, isEdit, repliable } = situation;
  if (!hint || !language) return undefined;
  const { foreign, wished, accepts, hasChanged } = hint;
  // Nobody in need is asked which language they would like.
  if (foreign?.isUrgent) return { kind: 'change', to: foreign.locale, text, isChosen: false };
  if (isStaleButton || isEdit) return undefined;
  if (hasChanged) return text === '' ? { kind: 'begin' } : undefined;
  const { offered, declined } = language;
  if (offered && repliable) {
    if (accepts === true) return change(offered.locale, offered.text);
    if (accepts === false) return { kind: 'keep', declined: offered.locale };
  }
  if (wished !== undefined) return wished === language.locale ? { kind: 'keep' } : change(wished, undefined);
  // Whoever goes on in it has chosen it.
  if (offered && foreign?.locale === offered.locale) return change(offered.locale, text);
  return foreign && !declined.includes(foreign.locale) ? { kind: 'offer', to: foreign.locale } : undefined;
}

function change(to: string, text: string | undefined): LanguageChange {
  return { kind: 'change', to, isChosen: true, ...(text === undefined ? {} : { text }) };
}
