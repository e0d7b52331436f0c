// The language that a patient chose, for what must be told when their turn has failed.
import type { TurnContext } from 'botbuilder';

const LANGUAGE = Symbol('preconsult.language');

export function setTurnLanguage(context: TurnContext, locale: string): void {
  context.turnState.set(LANGUAGE, locale);
}

/** What the patient chose, else what their channel says. */
export function turnLanguageOf(context: TurnContext): string | undefined {
  return context.turnState.get<string | undefined>(LANGUAGE) ?? context.activity.locale;
}
