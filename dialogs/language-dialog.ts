// Offers another language in its own words, goes on in it, or stays.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { type Content, LONGEST_TEXT, sayPhrase } from '../knowledge';
import { startChoices } from './faq-dialog';
import type { RouteOf } from './route';
import { openQuestion, questionMark } from './state';
import { type Turn, turnOf } from './turn';

export class LanguageDialog extends Dialog {
  constructor(private readonly others: readonly Content[]) {
    super('language');
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const route = options as RouteOf<'language'>;
    if (route.kind === 'change') turn.change = route;
    else if (route.kind === 'offer') this.offer(turn, route.to);
    else {
      if (route.kind === 'keep') keep(turn, route.declined);
      if (!openQuestion(turn.content, turn.state)) turn.say('', { choices: startChoices(turn) });
    }
    return dc.endDialog();
  }

  private offer(turn: Turn, to: string): void {
    const other = this.others.find(({ locale }) => locale === to);
    if (!other) throw new Error(`There is no language "${to}" to offer.`);
    const text = turn.isPrivate && turn.text.length <= LONGEST_TEXT ? { text: turn.text } : {};
    turn.state = { ...turn.state, language: { ...turn.state.language, offered: { locale: to, ...text } } };
    const mark = questionMark(turn.content, turn.state);
    const { phrases } = other;
    turn.say(sayPhrase(phrases, 'language-offer'), {
      kind: 'question',
      choices: [{ title: sayPhrase(phrases, 'choice-language') }, turn.choice('choice-language-stay')].map((choice) =>
        mark ? { ...choice, mark } : choice,
      ),
    });
  }
}

/** This language is the patient's choice; what they declined is not offered again. */
function keep(turn: Turn, declined: string | undefined): void {
  const { language } = turn.state;
  const others = declined === undefined ? language.declined : [...new Set([...language.declined, declined])];
  turn.state = { ...turn.state, language: { ...language, chosen: true, declined: others } };
  turn.say(turn.phrase('language-kept'));
}
