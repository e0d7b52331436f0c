// One conversation in several languages: which language a turn is in, and how it passes from one to another.
// What the patient chose counts most, then what their channel says, then the language of the turn before.
import { createLanguageDetector, normalize, sayPhrase } from '../knowledge';
import { type Conversation, type ConversationParts, createConversation, type TurnResult } from './conversation';
import type { LanguageHint } from './language';
import { type ConversationState, inLanguage, type LanguageState } from './state';
import type { Incoming } from './turn';

type Language = ConversationParts & { readonly conversation: Conversation };

/** The language for a tag such as "es-MX"; undefined where there is none. */
export function languageFor(locales: readonly string[], tag: string | undefined): string | undefined {
  const wanted = tag?.toLowerCase().split('-')[0];
  return locales.find((locale) => locale === tag) ?? locales.find((locale) => locale === wanted);
}

/** `parts`: one a language, that of patients of whom nothing is known first. */
export function createMultilingual(parts: readonly ConversationParts[]): Conversation {
  const languages = new Map<string, Language>(
    parts.map((part) => {
      const others = parts.filter((other) => other !== part).map(({ content }) => content);
      return [part.content.locale, { ...part, conversation: createConversation({ ...part, others }) }];
    }),
  );
  const locales = [...languages.keys()];
  const detect = createLanguageDetector(parts.map(({ content }) => content));
  const get = (locale: string | undefined): Language => {
    const language = languages.get(locale ?? '') ?? languages.get(locales[0] ?? '');
    if (!language) throw new Error('A conversation needs a language.');
    return language;
  };

  const pick = ({ locale }: Incoming, last: LanguageState | undefined): Language => {
    if (last?.chosen && languages.has(last.locale)) return get(last.locale);
    return get(languageFor(locales, locale) ?? last?.locale);
  };

  /** What was stored, as the language that is spoken now would have stored it. */
  const readBy = ({ content }: Language, stored: ConversationState | undefined): ConversationState | undefined =>
    stored && inLanguage(stored, get(stored.language.locale).content, content);

  const hintFor = (
    spoken: Language,
    { message }: Incoming,
    offered: LanguageState['offered'],
  ): LanguageHint | undefined => {
    const { text } = message;
    const locale = detect(text);
    const foreign = locale === undefined || get(locale) === spoken ? undefined : get(locale);
    const wished = [...languages.values()]
      .map(({ router }) => router.languageWished(text))
      .find((wish) => wish !== undefined && languages.has(wish));
    const accepts = offered && replyToOffer(text, spoken, get(offered.locale));
    return {
      // A button says what we have put on it.
      ...(foreign && !message.button
        ? { foreign: { locale: foreign.content.locale, isUrgent: foreign.router.isUrgent(text) } }
        : {}),
      ...(wished === undefined ? {} : { wished }),
      ...(accepts === undefined ? {} : { accepts }),
    };
  };

  return {
    async reply(context, incoming, stored) {
      const spoken = pick(incoming, stored?.language);
      const state = readBy(spoken, stored);
      const languageHint = hintFor(spoken, incoming, state?.language.offered);
      const result = await spoken.conversation.reply(
        context,
        { ...incoming, ...(languageHint ? { languageHint } : {}) },
        state,
      );
      const { change } = result;
      if (!change) return result;
      const next = get(change.to);
      const message = { text: change.text ?? '', hasAttachments: false };
      const changed: Incoming = {
        ...incoming,
        message,
        ...(change.isChosen ? { languageHint: { hasChanged: true } } : {}),
      };
      const moved = readBy(next, state);
      return chosen(await next.conversation.reply(context, changed, moved), change.isChosen);
    },
    welcome(incoming, stored) {
      const spoken = pick(incoming, stored?.language);
      return spoken.conversation.welcome(incoming, readBy(spoken, stored));
    },
    apologize: (phrase, locale) => get(languageFor(locales, locale)).conversation.apologize(phrase),
  };
}

function chosen(result: TurnResult, isChosen: boolean): TurnResult {
  const { state } = result;
  return { ...result, state: { ...state, language: { ...state.language, chosen: isChosen } } };
}

/** Whether the offer is taken: by its buttons, or by yes and no in either language. */
function replyToOffer(text: string, spoken: Language, offered: Language): boolean | undefined {
  const said = normalize(text);
  if (said === normalize(sayPhrase(offered.content.phrases, 'choice-language'))) return true;
  if (said === normalize(sayPhrase(spoken.content.phrases, 'choice-language-stay'))) return false;
  return offered.router.isAgreement(text) ?? spoken.router.isAgreement(text);
}
