// Offers another language in its own words, goes on in it, or stays.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { LONGEST_TEXT, sayPhrase } from '../knowledge';
import { startChoices } from './faq-dialog';
import type { RouteOf } from './route';
import { openQuestion } from './state';
import { type Turn, turnOf } from './turn';

export class LanguageDialog extends Dialog {
  constructor() {
    super('language');
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const route = options as RouteOf<'language'>;
    if (route.kind === 'change') turn.change = route;
    else if (route.kind === 'offer') offer(turn, route.to);
    else {
      if (route.kind === 'keep') keep(turn, route.declined);
      if (!openQuestion(turn.content, turn.state)) turn.say('', { choices: startChoices(turn) });
    }
    return dc.endDialog();
  }
}

function offer(turn: Turn, locale: string): void {
  const text = turn.text.length <= LONGEST_TEXT ? { text: turn.text } : {};
  const { repliable = false, isFirst = false } = turn.situation ?? {};
  const offered = { locale, ...text, repliable, isFirst };
  turn.state = { ...turn.state, language: { ...turn.state.language, offered } };
  sayLanguageOffer(turn);
}

/** The offer that waits, in the words of the other language and a line in those of this one. */
export function sayLanguageOffer(turn: Turn): void {
  const { offered } = turn.state.language;
  const other = turn.others.find(({ locale }) => locale === offered?.locale);
  if (!other) return;
  turn.spokenLocale = other.locale;
  turn.say(`${sayPhrase(other.phrases, 'language-offer')} ${turn.phrase('language-stay')}`, {
    kind: 'question',
    choices: turn.marked([{ title: sayPhrase(other.phrases, 'choice-language') }, turn.choice('choice-language-stay')]),
  });
}

/** This language is the patient's choice; what they declined is not offered again. */
function keep(turn: Turn, declined: string | undefined): void {
  const { language } = turn.state;
  const others = declined === undefined ? language.declined : [...new Set([...language.declined, declined])];
  turn.state = { ...turn.state, language: { ...language, chosen: true, declined: others } };
  turn.say(turn.phrase('language-kept'));
}
