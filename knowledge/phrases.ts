// Every phrase that the code can say, with the placeholders that it fills. knowledge:check compares the YAML with this list,
// so that a phrase can neither be missing nor stand there unused.
import type { Phrases } from './schema';

export const PHRASES = {
  welcome: ['clinic'],
  'choice-ask': [],
  'choice-screening': [],
  'choice-person': [],
  'choice-private': [],
  'ask-invite': [],
  help: [],
  answer: ['answer', 'section'],
  'did-you-mean': [],
  'choice-none': [],
  'ask-again': [],
  'not-covered': ['subject'],
  'not-covered-too': ['subject'],
  'not-covered-unknown': [],
  'off-topic': [],
  blank: [],
  'not-text': [],
  'words-only': [],
  edited: [],
  greeting: [],
  thanks: [],
  goodbye: [],
  acknowledgement: [],
  'about-bot': [],
  privacy: ['days'],
  'privacy-gaps': ['days'],
  worried: [],
  'person-all': ['clinic', 'phone'],
  'person-booking': ['clinic'],
  'person-phone': ['clinic', 'phone'],
  'person-none': ['clinic'],
  'choice-booking': [],
  consent: ['count', 'days'],
  'consent-again': ['count', 'days'],
  'choice-agree': [],
  'choice-decline': [],
  'consent-declined': [],
  'why-consent': [],
  progress: ['number', 'count', 'ask'],
  noted: ['answer'],
  why: ['why'],
  'repair-again': ['rephrase'],
  'repair-unsure': ['rephrase', 'unsure'],
  'about-you': [],
  'repair-confirm': [],
  'choice-skip': [],
  'stale-button': [],
  interrupted: [],
  back: [],
  'back-at-start': [],
  'started-over': [],
  review: ['answers'],
  'review-line': ['name', 'answer'],
  'choice-confirm': [],
  'choice-change': [],
  change: [],
  'choice-keep': [],
  'choice-change-one': [],
  'review-nothing': [],
  'content-changed': [],
  'verdict-under-age': [],
  'verdict-avoid': [],
  'verdict-ask-provider': [],
  'verdict-no-exclusion-found': [],
  reasons: ['reasons'],
  reason: ['reason', 'section'],
  discuss: ['points'],
  'discuss-no-exclusion-found': [],
  'verdict-no-diagnosis': [],
  'kept-questions': ['questions'],
  'kept-none': [],
  cancelled: [],
  'cancelled-consent': [],
  'nothing-to-cancel': [],
  'nothing-to-go-back': [],
  'fresh-start': [],
  deleted: [],
  'deleted-gaps': [],
  'urgent-breathing': ['emergency'],
  'urgent-emergency': ['emergency'],
  'urgent-infection': ['emergency'],
  'urgent-self-harm': ['crisis', 'emergency'],
  'urgent-paused': [],
  'after-urgent': [],
  closing: [],
  'closing-verdict': [],
  'closing-urgent': [],
  'closing-self-harm': [],
  error: [],
  busy: [],
  'too-long': ['limit'],
  'teams-name': [],
  'teams-full-name': ['clinic'],
  'teams-short-description': [],
  'teams-description': ['clinic', 'days'],
  'teams-starter-entry': ['section'],
  'teams-starter-screening': [],
  'teams-starter-person': ['clinic'],
  'welcome-group': ['clinic'],
  'help-group': [],
  'ask-invite-group': [],
  'private-only': [],
  'not-covered-group': ['subject'],
  'not-covered-unknown-group': [],
  'privacy-group': ['days'],
  'deleted-group': [],
  'the-clinic': [],
  'language-offer': [],
  'language-stay': [],
  'choice-language': [],
  'choice-language-stay': [],
  'language-changed': [],
  'language-kept': [],
} as const satisfies Record<string, readonly string[]>;

export type PhraseId = keyof typeof PHRASES;
export type PhraseValues<Id extends PhraseId> = { readonly [Key in (typeof PHRASES)[Id][number]]: string | number };

/** Every phrase that may open the closing of a turn. */
export const CLOSING_PHRASES = ['closing', 'closing-verdict', 'closing-urgent', 'closing-self-harm'] as const;

const PLACEHOLDER = /\{([a-z-]+)\}/g;

/** The words of a phrase, filled in. Where the phrase has variants, `turn` (any count) picks one, so that they take turns. */
export function sayPhrase<Id extends PhraseId>(
  phrases: Phrases,
  id: Id,
  { values, turn = 0 }: { readonly values?: PhraseValues<Id>; readonly turn?: number } = {},
): string {
  const words = phrases[id];
  if (words === undefined) throw new Error(`The phrase "${id}" is missing; knowledge:check says where to add it.`);
  const text = typeof words === 'string' ? words : (words[turn % words.length] ?? '');
  return fillIn(text, values ?? {});
}

/** A text with its placeholders filled in; what nothing fills stays as it is. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.trim().replace(PLACEHOLDER, (whole, name: string) => String(values[name] ?? whole));
}

/** The names of the placeholders in a text. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}
