// The example replies, from which the reader of replies learns: every question has some of each reading, and none under two.
import type { Content } from '../schema';
import { normalize } from '../text';
import { type Check, type Finding, findingAt } from './finding';

const READINGS = ['yes', 'no', 'unsure', 'unclear'] as const;

export const checkReplies: Check = (content) => {
  const asked = content.screening.questions.filter(({ kind }) => kind === 'yes-no').map(({ id }) => id);
  return [
    ...Object.keys(content.replyExamples).flatMap((id) => (asked.includes(id) ? [] : [foreign(content, id)])),
    ...asked.flatMap((id) => checkExamples(content, id)),
    ...checkLists(content),
  ];
};

function foreign(content: Content, id: string): Finding {
  return findingAt(content, `reply-examples/${id}`, {
    id: 'examples-without-question',
    what: `There are example replies to "${id}", which is no yes/no question.`,
    why: 'Nobody would ever learn from them.',
    fix: 'Put the id of the question right, or remove the examples.',
  });
}

function checkExamples(content: Content, id: string): Finding[] {
  const examples = content.replyExamples[id];
  const readings = new Map<string, string>();
  return READINGS.flatMap((reading) => {
    const replies = examples?.[reading] ?? [];
    const lacking = findingAt(content, `reply-examples/${id}/${reading}`, {
      id: 'reading-without-examples',
      what: `The question "${id}" has no example of a reply that reads as "${reading}".`,
      why: 'Such replies to it could only be guessed.',
      fix: `Add some under "${id}", "${reading}".`,
    });
    const contested = replies.flatMap((reply, at) => {
      const said = normalize(reply) || reply;
      const other = readings.get(said);
      readings.set(said, other ?? reading);
      if (other === undefined || other === reading) return [];
      return findingAt(content, `reply-examples/${id}/${reading}/${at}`, {
        id: 'contested-example',
        what: `The reply "${reply}" to "${id}" stands under "${other}" and under "${reading}".`,
        why: 'What is learned from one is unlearned from the other.',
        fix: 'Keep it where it belongs; in doubt that is never "no".',
      });
    });
    return replies.length === 0 ? [lacking] : contested;
  });
}

/** The lists that tell the learner which words are alike. */
function checkLists(content: Content): Finding[] {
  const { questions, replies, lists } = content.screening;
  const missing = (key: string, names: readonly string[]) =>
    names
      .filter((name) => !Object.hasOwn(lists, name))
      .map((name) =>
        findingAt(content, key, {
          id: 'reply-list-missing',
          what: `The list "${name}" is named here, and does not exist.`,
          why: 'The words that replies are compared by would be missing.',
          fix: 'Put the name of the list right, or remove it.',
        }),
      );
  return [
    ...questions.flatMap(({ id, names, near }) => missing(`question/${id}`, [...names, ...near])),
    ...missing('screening/replies/marks', replies.marks),
  ];
}
