// The example messages, from which the alarm detector learns: every sign has some, and every example has a sign.
import type { Content } from '../schema';
import { type Check, type Finding, findingAt } from './finding';

export const checkAlarms: Check = (content) => {
  const signs = content.alarms.signs.map(({ id }) => id);
  const exemplified = Object.keys(content.alarmExamples.signs);
  return [
    ...exemplified.filter((id) => !signs.includes(id)).map((id) => unknownSign(content, id)),
    ...signs.filter((id) => !exemplified.includes(id)).map((id) => noExamples(content, id)),
  ];
};

function unknownSign(content: Content, id: string): Finding {
  return findingAt(content, `alarm-examples/signs/${id}`, {
    id: 'examples-without-sign',
    what: `There are example messages for "${id}", which is no sign of alarm-signs.yaml.`,
    why: 'An alarm that is learned from them would have no words to answer it.',
    fix: 'Put the id of the sign right, or add the sign to alarm-signs.yaml.',
  });
}

function noExamples(content: Content, id: string): Finding {
  return findingAt(content, `sign/${id}`, {
    id: 'sign-without-examples',
    severity: 'warning',
    what: `The alarm sign "${id}" has no example in alarm-examples.yaml.`,
    why: 'Only the words of its lists are seen, and patients have many more.',
    fix: `Add messages under signs, "${id}".`,
  });
}
