// Tests name what the content says by id: the words of a question, and the answers that a review shows.
import { answerTitle } from '../../dialogs/open-question';
import { type Answer, type Answers, type Content, sayPhrase } from '../../knowledge';

/** The words at a path such as "age.why" or "botox.findings.yes.reason". */
export function questionWords(content: Content, path: string): string {
  const [id, ...keys] = path.split('.');
  const question: unknown = content.screening.questions.find((candidate) => candidate.id === id);
  const words = keys.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], question);
  if (typeof words !== 'string') throw new Error(`There are no words at "${path}".`);
  return words;
}

/** The answers as the review shows them, by question id. */
export function shownAnswers(content: Content, answers: Answers): Record<string, string> {
  return Object.fromEntries(
    content.screening.questions.flatMap((question) => {
      const answer: Answer | undefined = answers[question.id];
      return answer === undefined ? [] : [[question.id, answerTitle(content, question, answer)]];
    }),
  );
}

/** The answers that a text shows, by question id. */
export function answersIn(content: Content, text: string): Record<string, string> {
  return Object.fromEntries(
    content.screening.questions.flatMap((question) => {
      const before = sayPhrase(content.phrases, 'review-line', { values: { name: question.name, answer: '' } }).trim();
      const line = text.split('\n').find((candidate) => candidate.startsWith(`- ${before}`));
      return line === undefined ? [] : [[question.id, line.slice(`- ${before}`.length).trim()]];
    }),
  );
}
