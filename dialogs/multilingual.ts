// One conversation in several languages: which language a turn is in, and how it passes from one to another.
// What the patient chose counts most, then what their channel says, then the language of the turn before.
import {
  type CommandReader,
  type Content,
  createCommandReader,
  createLanguageDetector,
  type Knowledge,
  normalize,
  sayPhrase,
} from '../knowledge';
import { type Conversation, createConversation, type TurnResult } from './conversation';
import type { LanguageHint } from './language';
import type { Router } from './router';
import { type ConversationState, inLanguage, type LanguageState } from './state';
import type { Clinic, Incoming } from './turn';

/** What serves patients in one language. */
export interface Language {
  readonly content: Content;
  readonly knowledge: Knowledge;
  readonly clinic: Clinic;
  /** May be built when it is first asked for. */
  readonly router: Router;
}

interface SpokenLanguage extends Language {
  readonly commands: CommandReader;
  readonly conversation: Conversation;
}

/** The language for a tag such as "es-MX"; undefined where there is none. */
export function languageFor(locales: readonly string[], tag: string | undefined): string | undefined {
  const wanted = tag?.toLowerCase().split('-')[0];
  return locales.find((locale) => locale === tag) ?? locales.find((locale) => locale === wanted);
}

/** The first language is that of patients of whom nothing is known. */
export function createMultilingual(given: readonly Language[]): Conversation {
  const languages = given.map((language) => spoken(language, given));
  // The first one waits for nobody.
  void languages[0]?.conversation;
  const locales = languages.map(({ content }) => content.locale);
  const detect = createLanguageDetector(given.map(({ knowledge }) => knowledge));
  const has = (locale: string): boolean => locales.includes(locale);
  const get = (locale: string | undefined): SpokenLanguage => {
    const language = languages.find(({ content }) => content.locale === locale) ?? languages[0];
    if (!language) throw new Error('A conversation needs a language.');
    return language;
  };

  const pick = ({ locale }: Incoming, last: LanguageState | undefined): SpokenLanguage =>
    get(last?.chosen && has(last.locale) ? last.locale : (languageFor(locales, locale) ?? last?.locale));

  /** What was stored, as the language that is spoken now would have stored it. */
  const readBy = ({ content }: SpokenLanguage, stored: ConversationState | undefined): ConversationState | undefined =>
    stored && inLanguage(stored, get(stored.language.locale).content, content);

  const hintFor = (own: SpokenLanguage, { message }: Incoming, { offered }: Partial<LanguageState>): LanguageHint => {
    const { text, button } = message;
    const detected = detect(text);
    // A button says what we have put on it.
    const foreign = detected === undefined || button || get(detected) === own ? undefined : get(detected);
    const wished = languages.map(({ commands }) => commands.readLanguage(text)).find((wish) => wish && has(wish));
    const accepts = offered && replyToOffer(text, own, get(offered.locale));
    return {
      ...(foreign ? { foreign: { locale: foreign.content.locale, isUrgent: foreign.router.isUrgent(text) } } : {}),
      ...(wished === undefined ? {} : { wished }),
      ...(accepts === undefined ? {} : { accepts }),
    };
  };

  return {
    async reply(context, incoming, stored) {
      const own = pick(incoming, stored?.language);
      const state = readBy(own, stored);
      const languageHint = hintFor(own, incoming, state?.language ?? {});
      const result = await own.conversation.reply(context, { ...incoming, languageHint }, state);
      const { change } = result;
      if (!change) return result;
      const next = get(change.to);
      const changed: Incoming = {
        ...incoming,
        message: { text: change.text ?? '', hasAttachments: false },
        ...(change.isChosen ? { languageHint: { hasChanged: true } } : {}),
      };
      return chosen(await next.conversation.reply(context, changed, readBy(next, state)), change.isChosen);
    },
    welcome(incoming, stored) {
      const own = pick(incoming, stored?.language);
      return own.conversation.welcome(incoming, readBy(own, stored));
    },
    apologize: (phrase, locale) => get(languageFor(locales, locale)).conversation.apologize(phrase),
  };
}

function spoken(language: Language, all: readonly Language[]): SpokenLanguage {
  const { content, clinic } = language;
  const others = all.filter((other) => other !== language).map((other) => other.content);
  let conversation: Conversation | undefined;
  return {
    content,
    clinic,
    knowledge: language.knowledge,
    get router() {
      return language.router;
    },
    commands: createCommandReader(content),
    get conversation() {
      conversation ??= createConversation({ content, clinic, router: language.router, others });
      return conversation;
    },
  };
}

function chosen(result: TurnResult, isChosen: boolean): TurnResult {
  const { state } = result;
  return { ...result, state: { ...state, language: { ...state.language, chosen: isChosen } } };
}

/** Whether the offer is taken: by its buttons, or by yes and no in either language. */
function replyToOffer(text: string, own: SpokenLanguage, offered: SpokenLanguage): boolean | undefined {
  const said = normalize(text);
  if (said === normalize(sayPhrase(offered.content.phrases, 'choice-language'))) return true;
  if (said === normalize(sayPhrase(own.content.phrases, 'choice-language-stay'))) return false;
  return offered.commands.readConsent(text) ?? own.commands.readConsent(text);
}
