// Goes through the screening as somebody who had Botox lately and nothing else, in whichever way the replies are given.
import { content, phrase } from './chat-view';

const { choices } = content.screening;

interface Asked {
  readonly trace: { readonly question: string | null } | undefined;
}

/** What the walk comes to. */
export const WALK_ENDS = { verdict: 'avoid', rules: ['botox-yes'] };

/** The button that the walk presses at a question. */
export function buttonAt(question: string): string {
  if (question === 'consent') return phrase('choice-agree');
  if (question === 'review') return phrase('choice-confirm');
  if (question === 'age') return choices['22-or-over'];
  return question === 'botox' ? choices.yes : choices.no;
}

/** What the walk types at a question. */
export function wordsAt(question: string): string {
  if (question === 'age') return '34';
  return ['consent', 'review', 'botox'].includes(question) ? 'yes' : 'nope';
}

/** All turns from the first question to the verdict. */
export async function walk<Turn extends Asked>(
  first: Turn,
  reply: (question: string, turn: Turn) => Promise<Turn>,
): Promise<readonly Turn[]> {
  const turns = [first];
  for (;;) {
    const last = turns.at(-1) ?? first;
    const question = last.trace?.question ?? null;
    if (question === null) return turns;
    if (turns.length > MOST_TURNS) throw new Error(`The screening did not end; it asks "${question}".`);
    turns.push(await reply(question, last));
  }
}

const MOST_TURNS = content.screening.questions.length + 3;
