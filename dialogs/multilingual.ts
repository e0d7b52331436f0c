// One conversation in several languages: which language a turn is in, and how it passes from one to another.
// What the patient chose counts most, then what their channel says, then the language of the turn before.
import {
  type AlarmSpotter,
  type CommandReader,
  type Content,
  createAlarmSpotter,
  createCommandReader,
  createLanguageDetector,
  type Knowledge,
  normalize,
  type PhraseId,
  sayPhrase,
} from '../knowledge';
import { type Conversation, createConversation, type TurnResult } from './conversation';
import type { ForeignWords, LanguageHint } from './language';
import type { Router } from './router';
import { type ConversationState, inLanguage, type LanguageState } from './state';
import type { Clinic, Incoming, RouteTrace } from './turn';

/** What serves patients in one language. */
export interface Language {
  readonly content: Content;
  readonly knowledge: Knowledge;
  readonly clinic: Clinic;
  /** May be built when it is first asked for. */
  readonly router: Router;
}

interface SpokenLanguage extends Language {
  /** The lists of the alarm signs, which need nothing that was learned. */
  readonly alarms: AlarmSpotter;
  readonly commands: CommandReader;
  readonly conversation: Conversation;
}

/** The language for a tag such as "es-MX" or "es_MX.UTF-8"; undefined where there is none. */
export function languageFor(locales: readonly string[], tag: string | undefined): string | undefined {
  const wanted = tag?.trim().toLowerCase().replaceAll('_', '-').split(/[.@]/)[0] ?? '';
  const named = (name: string | undefined): string | undefined => locales.find((one) => one.toLowerCase() === name);
  return named(wanted) ?? named(wanted.split('-')[0]);
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
  const readBy = (
    { content }: SpokenLanguage,
    stored: ConversationState | undefined,
  ): ConversationState | undefined => {
    if (!stored) return undefined;
    const { language } = stored;
    const state = inLanguage(stored, get(language.locale).content, content);
    // A language that is served no more is nobody's choice of another one.
    return has(language.locale) ? state : { ...state, language: { ...state.language, chosen: false } };
  };

  /** The other language that a message is in: by most of its words, or, where these do not tell, by an emergency in them. */
  const foreignIn = (own: SpokenLanguage, text: string): ForeignWords | undefined => {
    const detected = detect(text);
    const others = languages.filter((language) => language !== own);
    const found = detected
      ? others.find(({ content }) => content.locale === detected.locale)
      : own.router.isUrgent(text)
        ? undefined
        : others.find(({ alarms }) => alarms.find(text) !== undefined);
    return (
      found && {
        locale: found.content.locale,
        isMixed: detected?.isMixed ?? false,
        isUrgent: detected ? found.router.isUrgent(text) : true,
        isCommand: found.commands.readCommand(text) !== undefined,
      }
    );
  };

  const hintFor = (own: SpokenLanguage, { message }: Incoming, { offered }: Partial<LanguageState>): LanguageHint => {
    const { text, button } = message;
    // A button says what we have put on it.
    const foreign = button ? undefined : foreignIn(own, text);
    const wished = languages.map(({ commands }) => commands.readLanguage(text)).find((wish) => wish && has(wish));
    const accepts = offered && replyToOffer(text, own, get(offered.locale));
    return {
      ...(foreign ? { foreign } : {}),
      ...(wished === undefined ? {} : { wished }),
      ...(accepts === undefined ? {} : { accepts }),
    };
  };

  return {
    async reply(context, incoming, stored) {
      const own = pick(incoming, stored?.language);
      const state = readBy(own, stored);
      const heard = inOwnWords(own, incoming);
      const languageHint = hintFor(own, heard, state?.language ?? {});
      const result = await own.conversation.reply(context, { ...heard, languageHint }, state);
      const { change, answered } = result;
      if (!change) return result;
      const next = get(change.to);
      const { isChosen, arrival, waiting } = change;
      const read = (text: string): Promise<TurnResult> => {
        const hasAttachments = text === heard.message.text && heard.message.hasAttachments;
        const languageHint = isChosen ? { arrival } : {};
        const changed = { ...incoming, message: { text, hasAttachments }, languageHint };
        return next.conversation.reply(context, changed, readBy(next, state));
      };
      const said = await read(change.text);
      const moved = waiting !== undefined && CHATTER.includes(said.trace.route) ? await read(waiting) : said;
      const { language } = moved.state;
      // A choice of before outlives an emergency in another language, and in a group nobody chooses for the others.
      const isVisit = !isChosen && (incoming.isShared === true || state?.language.chosen === true);
      return {
        ...moved,
        state: isVisit
          ? inLanguage(moved.state, next.content, own.content)
          : { ...moved.state, language: { ...language, chosen: true } },
        ...(answered ? { answered } : {}),
      };
    },
    welcome(incoming, stored) {
      const own = pick(incoming, stored?.language);
      return own.conversation.welcome(incoming, readBy(own, stored));
    },
    apologize: (phrase, locale) => get(languageFor(locales, locale)).conversation.apologize(phrase),
  };

  /** The buttons that a chat begins with stay in sight; in another language than the one spoken by now they mean the same. */
  function inOwnWords({ content }: SpokenLanguage, incoming: Incoming): Incoming {
    const said = normalize(incoming.message.text);
    const isTitle = (id: PhraseId, phrases: Content['phrases']): boolean => said === normalize(sayPhrase(phrases, id));
    const id = START_CHOICES.find(
      (choice) => languages.some((one) => isTitle(choice, one.content.phrases)) && !isTitle(choice, content.phrases),
    );
    if (id === undefined) return incoming;
    return { ...incoming, message: { ...incoming.message, text: sayPhrase(content.phrases, id) } };
  }
}

/** Routes of messages that ask for nothing. */
const CHATTER: readonly RouteTrace['route'][] = ['smalltalk', 'off-topic'];
const START_CHOICES = ['choice-ask', 'choice-screening', 'choice-person'] as const;

function spoken(language: Language, all: readonly Language[]): SpokenLanguage {
  const { content, clinic } = language;
  const others = all.filter((other) => other !== language).map((other) => other.content);
  let conversation: Conversation | undefined;
  let alarms: AlarmSpotter | undefined;
  return {
    content,
    clinic,
    knowledge: language.knowledge,
    get router() {
      return language.router;
    },
    get alarms() {
      alarms ??= createAlarmSpotter(content);
      return alarms;
    },
    commands: createCommandReader(content),
    get conversation() {
      conversation ??= createConversation({ content, clinic, router: language.router, others });
      return conversation;
    },
  };
}

/** Whether the offer is taken: by its buttons, or by yes and no in either language. */
function replyToOffer(text: string, own: SpokenLanguage, offered: SpokenLanguage): boolean | undefined {
  const said = normalize(text);
  if (said === normalize(sayPhrase(offered.content.phrases, 'choice-language'))) return true;
  if (said === normalize(sayPhrase(own.content.phrases, 'choice-language-stay'))) return false;
  return offered.commands.readConsent(text) ?? own.commands.readConsent(text);
}
