// An id names one thing alone: the later of two would hide or double the earlier.
import { type Check, findingAt } from './finding';

export const checkIds: Check = (content) => {
  const groups = {
    entry: content.entries,
    subject: content.subjects,
    rule: content.rules,
    question: content.screening.questions,
    sign: content.alarms.signs,
    intent: content.commands.intents,
  };
  return Object.entries(groups).flatMap(([group, items]) => {
    const ids = items.map(({ id }) => id);
    return ids.flatMap((id, index) => {
      const earlier = ids.slice(0, index).filter((other) => other === id).length;
      if (earlier === 0) return [];
      // load.ts keys the second of a name "entry/pain#2".
      return findingAt(content, `${group}/${id}#${earlier + 1}`, {
        id: 'duplicate-id',
        what: `The id "${id}" names two ${group === 'entry' ? 'entries' : `${group}s`}.`,
        why: 'Only one of them would ever be found.',
        fix: 'Give one of them another id, or make one out of both.',
      });
    });
  });
};
