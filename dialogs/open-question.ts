// The open question: which choices it offers, and what a message means as a reply to it. Pure.
import {
  type Answer,
  type CommandReader,
  type Content,
  type Entry,
  normalize,
  type PhraseId,
  type Question,
  type ReplyReader,
  sayPhrase,
  sentences,
} from '../knowledge';
import type { Situation } from './route';
import type { OpenQuestion } from './state';

/** A reply to the open question, as it was read. */
export type OpenReply =
  | { readonly kind: 'consent'; readonly agreed: boolean }
  | { readonly kind: 'answer'; readonly question: Question; readonly answer: Answer }
  | { readonly kind: 'confirm' }
  /** Which answer to change; undefined where the patient did not name one. `inPassing`: in a question on something. */
  | { readonly kind: 'change'; readonly question?: Question; readonly inPassing?: boolean }
  | { readonly kind: 'keep' }
  /** A choice of "did you mean"; undefined for "none of these". */
  | { readonly kind: 'offer'; readonly entry?: Entry };

interface OpenChoice {
  readonly title: string;
  readonly reply: OpenReply;
}

/** The choices of the open question, in the order in which they are shown. */
export function choicesOf(content: Content, open: OpenQuestion): readonly OpenChoice[] {
  const phrase = (id: PhraseId & `choice-${string}`): string => sayPhrase(content.phrases, id);
  if ('question' in open) {
    const { question } = open;
    const answers: readonly Answer[] =
      question.kind === 'age' ? ['under-22', '22-or-over', 'unsure'] : ['yes', 'no', 'unsure'];
    return answers.map((answer) => ({
      title: answerTitle(content, question, answer),
      reply: { kind: 'answer', question, answer },
    }));
  }
  if (!('answered' in open))
    return [
      { title: phrase('choice-agree'), reply: { kind: 'consent', agreed: true } },
      { title: phrase('choice-decline'), reply: { kind: 'consent', agreed: false } },
    ];
  if (open.id === 'review')
    return [
      { title: phrase('choice-confirm'), reply: { kind: 'confirm' } },
      { title: phrase('choice-change'), reply: { kind: 'change' } },
    ];
  return [
    ...open.answered.map((question) => ({
      title: question.name,
      reply: { kind: 'change' as const, question },
    })),
    { title: phrase('choice-keep'), reply: { kind: 'keep' } },
  ];
}

/** How an answer is shown, on a button and in the review. */
export function answerTitle(content: Content, question: Question, answer: Answer): string {
  if (typeof answer === 'number') return String(answer);
  if (question.kind === 'age' && answer === 'unsure') return sayPhrase(content.phrases, 'choice-skip');
  return content.screening.choices[answer];
}

export interface OpenQuestionReader {
  /** What the text means as a reply to the open question or to the choices offered; undefined where it is none. */
  read(text: string, situation: Situation): { readonly reply: OpenReply; readonly rest?: string } | undefined;
}

export function createOpenQuestionReader(
  content: Content,
  commands: CommandReader,
  replies: ReplyReader,
): OpenQuestionReader {
  const readAnswer = (question: Question, text: string, situation: Situation): Answer | undefined => {
    if (question.kind === 'age' && replies.isSkipped(text)) return 'unsure';
    const reading = replies.readReply(question, text, situation.today);
    return reading === 'unclear' ? undefined : reading;
  };

  /** The one question to which the text would be a new answer: "actually I take warfarin", "i lied, im 19". */
  const corrected = (questions: readonly Question[], text: string, situation: Situation): Question | undefined => {
    if (commands.isAsking(text)) return undefined;
    const answered = questions.filter((question) => {
      const answer = readAnswer(question, text, situation);
      return answer !== undefined && answer !== 'no' && answer !== 'unsure';
    });
    return answered.length === 1 ? answered[0] : undefined;
  };

  const readTyped = (open: OpenQuestion, text: string, situation: Situation): OpenReply | undefined => {
    if ('question' in open) {
      const answer = readAnswer(open.question, text, situation);
      return answer === undefined ? undefined : { kind: 'answer', question: open.question, answer };
    }
    if (!('answered' in open)) {
      const agreed = commands.readConsent(text);
      return agreed === undefined ? undefined : { kind: 'consent', agreed };
    }
    const named = namedQuestion(open.answered, text) ?? corrected(open.answered, text, situation);
    if (open.id === 'review') {
      const right = commands.readConfirmation(text);
      if (right !== undefined) return right ? { kind: 'confirm' } : { kind: 'change' };
    }
    if (named) return { kind: 'change', question: named, inPassing: commands.isAsking(text) };
    return open.id === 'change' && commands.isNoneOfThese(text) ? { kind: 'keep' } : undefined;
  };

  const readOpen = (open: OpenQuestion, text: string, situation: Situation): OpenReply | undefined => {
    const choices = choicesOf(content, open);
    return byTitle(choices, text)?.reply ?? readTyped(open, text, situation);
  };

  return {
    read(text, situation) {
      const { open } = situation;
      if (open) {
        if (!situation.repliable) return undefined;
        const reply = readOpen(open, text, situation);
        if (reply) return { reply };
        // "No. Does it hurt?" is a reply with a question behind it.
        const [first, ...rest] = sentences(text);
        if (first === undefined || rest.length === 0) return undefined;
        const firstReply = readOpen(open, first, situation);
        return firstReply && { reply: firstReply, rest: rest.join(' ') };
      }
      const reply = readOffer(content, commands, { text, offered: situation.offered });
      return reply && { reply };
    },
  };
}

function readOffer(
  content: Content,
  commands: CommandReader,
  { text, offered }: { readonly text: string; readonly offered: readonly string[] },
): OpenReply | undefined {
  const entries = content.entries.filter((entry) => offered.includes(entry.id));
  if (entries.length === 0) return undefined;
  const inOrder = offered.flatMap((id) => entries.filter((entry) => entry.id === id));
  const choices = inOrder.map((entry) => ({ title: entry.question, reply: { kind: 'offer' as const, entry } }));
  const none = { title: sayPhrase(content.phrases, 'choice-none'), reply: { kind: 'offer' as const } };
  const tapped = byTitle([...choices, none], text) ?? byNumber([...choices, none], text);
  if (tapped) return tapped.reply;
  return commands.isNoneOfThese(text) ? none.reply : undefined;
}

function byTitle<T extends { readonly title: string }>(choices: readonly T[], text: string): T | undefined {
  const typed = normalize(text);
  return choices.find(({ title }) => normalize(title) === typed);
}

function byNumber<T>(choices: readonly T[], text: string): T | undefined {
  const number = /^\s*(\d{1,2})[.)]?\s*$/.exec(text)?.[1];
  return number === undefined ? undefined : choices[Number(number) - 1];
}

/** The one question whose name shares a telling word with the text: "change botox". Undefined where none or several do. */
function namedQuestion(questions: readonly Question[], text: string): Question | undefined {
  const exact = questions.find(({ name }) => normalize(name) === normalize(text));
  if (exact) return exact;
  const words = normalize(text).split(' ');
  const tellingWords = ({ id, name }: Question): string[] =>
    [...normalize(name).split(' '), ...id.split('-')].filter((word) => word.length > 3 || word === 'age');
  const named = questions.filter((question) => tellingWords(question).some((word) => words.includes(word)));
  return named.length === 1 ? named[0] : undefined;
}
