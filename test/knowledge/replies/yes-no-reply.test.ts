// How replies to the yes/no questions read. One invariant stands above all: nothing is read as "no" that is none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { anywherePattern } from '../../../knowledge/pattern';
import { createReplyReader, type Reading } from '../../../knowledge/screening';
import { normalize } from '../../../knowledge/text';
import { openKnowledge } from '../../../src/open-knowledge';

const knowledge = openKnowledge();
const { content } = knowledge;
const { screening } = content;
const reader = createReplyReader(knowledge);
const TODAY = { year: 2026, month: 11, day: 22 };
const YES_NO = screening.questions.filter((question) => question.kind === 'yes-no').map((question) => question.id);

function read(id: string, reply: string): Reading {
  const question = screening.questions.find((one) => one.id === id);
  if (!question) throw new Error(`no question "${id}"`);
  return reader.readReply(question, reply, TODAY);
}

describe('never yields an answer that the patient did not give', () => {
  const NO_ANSWER = [
    'I am not sure',
    'not sure',
    'not yes',
    'yes and no',
    'I took 2 tablets yesterday',
    'I had it 1 year ago',
    'first time hearing this',
    'Are there two types?',
    'no problem',
    'no idea',
    'I have no idea',
    'Sure, but is it safe? no?',
    'okay',
    'not really',
    'maybe',
    'unsure',
    'last year',
  ];
  test.each(YES_NO.flatMap((id) => NO_ANSWER.map((reply) => [id, reply] as const)))('%s: "%s"', (id, reply) => {
    expect(['unsure', 'unclear']).toContain(read(id, reply));
  });

  test.each(['I am not sure', 'no idea', 'I have no idea', 'not really', 'maybe', 'unsure'])(
    '"%s" is unsure, which counts like a yes',
    (reply) => {
      expect(YES_NO.map((id) => read(id, reply))).toEqual(YES_NO.map(() => 'unsure'));
    },
  );
});

test.each([
  ['n', 'no'],
  ['nah', 'no'],
  ['I do not', 'no'],
  ['none', 'no'],
  ['never', 'no'],
  ['no lol', 'no'],
  ['❌', 'no'],
  ['nein', 'no'],
  ['não', 'no'],
  ['nahi', 'no'],
  ['yeah', 'yes'],
  ['y', 'yes'],
  ['👍🏽', 'yes'],
  ['sí', 'yes'],
  ['oui', 'yes'],
  ['ja', 'yes'],
  ['haan ji', 'yes'],
  ['idk', 'unsure'],
  ['i dont think so', 'unsure'],
  ['not that i know of', 'unsure'],
  ['🤷', 'unsure'],
])('every question reads "%s" as %s', (reply, expected) => {
  expect(YES_NO.map((id) => read(id, reply))).toEqual(YES_NO.map(() => expected));
});

describe('no clearance hides in these', () => {
  test.each([
    ['chronic-skin', 'eczema', 'yes'],
    ['bleeding', 'no but i take aspirin', 'yes'],
    ['bleeding', 'nope, just eliquis', 'yes'],
    ['bleeding', 'i take nothing except aspirin', 'yes'],
    // Words that deny one thing deny no other.
    ['keloid', 'only a multivitamin', 'unclear'],
    ['botox', 'only a multivitamin', 'unclear'],
    ['active-acne', 'no, still there', 'yes'],
    ['active-acne', 'one today', 'unclear'],
    ['active-acne', 'never clear', 'unsure'],
    ['keloid', 'i never heal well', 'unclear'],
    ['keloid', 'not now', 'unclear'],
    ['keloid', 'used to have one on my chest, got it removed', 'yes'],
    ['immunosuppression', 'my immune system', 'unclear'],
    ['immunosuppression', 'im not healthy', 'unclear'],
    ['immunosuppression', 'not right now', 'unsure'],
    ['botox', 'recently', 'yes'],
    ['botox', 'not this week', 'unsure'],
    ['botox', 'never had a problem with it', 'unclear'],
    ['bleeding', 'no aspirin today', 'yes'],
    ['chronic-skin', 'i dont no', 'unsure'],
    ['chronic-skin', 'not not eczema', 'unclear'],
    ['active-acne', "i wouldn't say i don't have acne", 'unclear'],
    ['infection', 'i get cold sores but have one now', 'yes'],
    ['infection', 'no thanks', 'unclear'],
    ['keloid', 'haha yeah right', 'unclear'],
    ['chronic-skin', 'no more than the next person has', 'unclear'],
  ])('%s: "%s" reads as %s', (id, reply, expected) => {
    expect(read(id, reply)).toBe(expected);
  });
});

describe('a clause that only names something takes nothing from the "no" before it', () => {
  const NAMES: Readonly<Record<string, readonly string[]>> = {
    'active-acne': ['acne'],
    infection: ['infections'],
    'chronic-skin': ['skin-diseases'],
    keloid: ['keloids'],
    immunosuppression: ['immune-causes', 'immune-others'],
    botox: ['botox-brands'],
    bleeding: ['blood-thinners', 'bleeding-disorders', 'bleeding-others'],
  };

  test.each(YES_NO)('%s: "no, <name>" is never "no"', (id) => {
    const names = (NAMES[id] ?? []).flatMap((list) => screening.lists[list] ?? []);
    expect(names.length).toBeGreaterThan(10);
    const replies = names.flatMap((name) =>
      [',', '.', ';', ':', '-', ' -', '–', '—', '…', '...', '!', '/', ' =', ' ~', '\n'].flatMap((mark) =>
        ['no', 'nope', 'nah', 'No thank god'].map((denial) => `${denial}${mark} ${name}`),
      ),
    );
    expect(replies.filter((reply) => read(id, reply) === 'no')).toEqual([]);
  });

  test.each([
    ['bleeding', 'no, eliquis', 'unclear'],
    ['bleeding', 'No. Eliquis.', 'unclear'],
    ['chronic-skin', 'no, severe eczema', 'unclear'],
    ['botox', 'never had that, dysport', 'unclear'],
    ['immunosuppression', 'no, no spleen', 'unsure'],
    ['bleeding', 'no aspirin. warfarin and plavix', 'unclear'],
    ['bleeding', 'no, eliquis 5mg daily', 'yes'],
    ['bleeding', 'no-eliquis', 'unclear'],
    ['bleeding', 'no "eliquis"', 'unclear'],
    ['bleeding', 'eliquis. no', 'unclear'],
    ['bleeding', 'no blood-thinners', 'no'],
    ['keloid', 'no, never had keloids', 'no'],
    ['infection', 'no, no warts', 'no'],
    ['infection', 'no herpes, no warts', 'no'],
    ['infection', 'no herpes, warts or infections', 'no'],
    ['chronic-skin', 'eczema: no', 'no'],
    ['bleeding', 'no plavix', 'no'],
  ])('%s: "%s" reads as %s', (id, reply, expected) => {
    expect(read(id, reply)).toBe(expected);
  });
});

test.each([
  ['active-acne', 'yes eczema bad', 'unclear'],
  ['active-acne', 'yes, warfarin', 'unclear'],
  ['active-acne', 'yes acne and eczema', 'yes'],
  ['chronic-skin', 'yes eczema bad', 'yes'],
])('%s: a yes beside names of another question alone is unclear: "%s" reads as %s', (id, reply, expected) => {
  expect(read(id, reply)).toBe(expected);
});

test.each(
  ['bleeding', 'immunosuppression'].flatMap((id) =>
    ['not any more', 'no, not anymore', 'no longer', 'i dont any more'].map((reply) => [id, reply] as const),
  ),
)('%s: "%s" is unsure, as it may have ended last week', (id, reply) => {
  expect(read(id, reply)).toBe('unsure');
});

test.each([
  ['active-acne', 'my son has terrible acne', 'unclear'],
  ['chronic-skin', 'my husband has eczema really bad', 'unclear'],
  ['chronic-skin', "my mum does but i don't", 'no'],
  ['keloid', 'mum and sister both get them, i havent so far', 'unsure'],
  ['bleeding', 'my dad takes warfarin', 'unclear'],
])('%s: the illness of somebody else is not the patient\'s: "%s" reads as %s', (id, reply, expected) => {
  expect(read(id, reply)).toBe(expected);
});

test.each([
  ['yesterday', 'yes'],
  ['10 days ago', 'yes'],
  ['3 weeks ago', 'yes'],
  ['last friday', 'yes'],
  ['6 weeks ago', 'unsure'],
  ['two months ago', 'unsure'],
  ['about a year ago', 'unsure'],
  ['years ago', 'unsure'],
  ['in my armpits', 'unsure'],
  ['never had it', 'no'],
])('botox "%s" reads as %s, as the article gives no number of days', (reply, expected) => {
  expect(read('botox', reply)).toBe(expected);
});

test.each([
  ['bleeding', 'warfrin', 'yes'],
  ['bleeding', 'elliquis', 'yes'],
  ['chronic-skin', 'psoriassis', 'yes'],
  ['immunosuppression', 'azathioprin', 'yes'],
  ['chronic-skin', 'no psoriassis', 'no'],
])('%s: a misspelt name is understood: "%s" reads as %s', (id, reply, expected) => {
  expect(read(id, reply)).toBe(expected);
});

describe('labelled replies', () => {
  const DIRECTORY = join(__dirname, '..', '..', 'questions');
  // A tenth of them: what is learned moves by a reply or two with every example. A false clearance is never allowed.
  test.each([
    ['replies.dev.jsonl', 2],
    ['unseen-replies.jsonl', 24],
  ])('%s: no clearance that is none, and at most %i misread', (file, most) => {
    const rows = readFileSync(join(DIRECTORY, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const wrong = rows.filter((row) => read(row.question, row.reply) !== row.expect);
    const side = (reading: Reading) =>
      typeof reading === 'number' ? (reading < 22 ? 'under-22' : '22-or-over') : reading;
    const isClearance = (reading: Reading) => ['no', '22-or-over'].includes(side(reading));
    const dangerous = wrong.filter((row) => {
      const reading = read(row.question, row.reply);
      return isClearance(reading) && side(reading) !== side(row.expect);
    });
    expect(dangerous).toEqual([]);
    expect(wrong.length).toBeLessThanOrEqual(most);
  });
});

describe('whatever is typed', () => {
  const words = [
    ...Object.values(screening.lists)
      .flat()
      .filter((member) => !/[{}()[\]|*]|\.\.\./.test(member)),
    ...'i my it is was not have had take on now before but and just never still good clear'.split(' '),
  ];
  const phrase = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 7 }).map((some) => some.join(' '));
  const question = fc.constantFrom(...YES_NO);

  test('nothing throws', () => {
    fc.assert(
      fc.property(question, fc.oneof(fc.string({ unit: 'binary' }), phrase), (id, reply) => {
        expect(['yes', 'no', 'unsure', 'unclear']).toContain(read(id, reply));
      }),
    );
  });

  test('"not sure" beside it never leaves a "no"', () => {
    fc.assert(
      fc.property(question, phrase, (id, reply) => {
        expect(read(id, `${reply} not sure`)).not.toBe('no');
        expect(read(id, `not sure, ${reply}`)).not.toBe('no');
      }),
    );
  });

  test('an unknown word beside a few others never leaves a "no"', () => {
    const short = phrase.map((reply) => reply.split(' ').slice(0, 3).join(' '));
    fc.assert(fc.property(question, short, (id, reply) => expect(read(id, `${reply} zorblax`)).not.toBe('no')));
  });

  test.each([
    ['bleeding', ['blood-thinners', 'bleeding-disorders']],
    ['immunosuppression', ['immune-causes']],
    ['botox', ['botox-brands']],
    ['keloid', ['keloids']],
    ['chronic-skin', ['skin-diseases']],
    ['infection', ['infections']],
  ])('%s: a "no" that names a disease or drug denies it', (id, lists) => {
    const names = lists.flatMap((list) => screening.lists[list] ?? []).map(normalize);
    const { denying = [], past = [] } = screening.replies.sorts;
    const { lists: all, replies } = screening;
    const denies = anywherePattern(
      [...denying, ...past, ...replies.no, '{gone}', '{they}', 'free', 'raised', 'sem', 'sin', 'koi', 'pas', '❌'],
      all,
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), phrase, phrase, (name, before, after) => {
        for (const reply of [
          name,
          `${before} ${name}`,
          `${name} ${after}`,
          `i take ${name}`,
          `${before} ${name} ${after}`,
        ])
          if (read(id, reply) === 'no') expect([reply, denies.matches(normalize(reply))]).toEqual([reply, true]);
      }),
      { numRuns: 300 },
    );
  });
});
