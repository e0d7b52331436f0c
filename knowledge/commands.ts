// Words that interrupt, and the replies to questions that are not about health: consent, review, choices.
// All but `isAboutOthers` want the whole message, courtesy words around it aside: "cancel my gym membership" cancels nothing.
import { createAskingTest } from './matching/asking';
import { anywherePattern, type Pattern, trimmer, wholePattern } from './pattern';
import type { Command, Content } from './schema';
import { normalize, sentences } from './text';

export interface CommandReader {
  readCommand(text: string): Command | undefined;
  isWhy(text: string): boolean;
  /** True for agreement, false for refusal, undefined for neither. */
  readConsent(text: string): boolean | undefined;
  /** True when the answers shown are right, false when some should change, undefined for neither. */
  readConfirmation(text: string): boolean | undefined;
  isNoneOfThese(text: string): boolean;
  /** The language in which the patient wishes to go on. */
  readLanguage(text: string): string | undefined;
  /** True where the message speaks of somebody other than the patient. */
  isAboutOthers(text: string): boolean;
  /** True where a sentence of the message is a question, with or without its sign. */
  isAsking(text: string): boolean;
}

export function createCommandReader({
  commands: words,
  lexicon,
}: Pick<Content, 'commands' | 'lexicon'>): CommandReader {
  const beginsAsking = createAskingTest(lexicon);
  const trim = trimmer(words.courtesy, words.lists);
  const whole = (templates: readonly string[]): ((text: string) => boolean) => {
    const pattern: Pattern = wholePattern(templates, words.lists);
    return (text) => {
      const normalized = normalize(text);
      return pattern.find(normalized) !== undefined || pattern.find(trim(normalized)) !== undefined;
    };
  };
  const commands = Object.entries(words.commands).map(([command, templates]) => ({
    command: command as Command,
    matches: whole(templates),
  }));
  const languages = Object.entries(words.languages).map(([locale, templates]) => ({
    locale,
    matches: whole(templates),
  }));
  const agrees = whole(words.consent.agree);
  const declines = whole(words.consent.decline);
  const confirms = whole(words.confirm.yes);
  const changes = whole(words.confirm.change);
  const others = anywherePattern(words.otherPerson, words.lists);
  const either = (text: string, yes: (text: string) => boolean, no: (text: string) => boolean): boolean | undefined => {
    // A message that fits both lists is neither.
    if (yes(text) === no(text)) return undefined;
    return yes(text);
  };

  return {
    readCommand: (text) => commands.find(({ matches }) => matches(text))?.command,
    isWhy: whole(words.why),
    readConsent: (text) => either(text, agrees, declines),
    readConfirmation: (text) => either(text, confirms, changes),
    isNoneOfThese: whole(words.noneOfThese),
    readLanguage: (text) => languages.find(({ matches }) => matches(text))?.locale,
    isAboutOthers: (text) => others.find(normalize(text)) !== undefined,
    isAsking: (text) => sentences(text).some((part) => part.endsWith('?') || beginsAsking(normalize(part))),
  };
}
