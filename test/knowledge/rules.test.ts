// The rules module over the whole space of answers: eight questions of three choices each.
import fc from 'fast-check';
import { choicesFor } from '../../knowledge/checks/check-screening';
import { loadContent } from '../../knowledge/load';
import { choiceOf, evaluate, isEnded, ruleFor } from '../../knowledge/rules';
import { type Answers, type Choice, VERDICTS, type VerdictName } from '../../knowledge/schema';
import { nextQuestion } from '../../knowledge/screening';

const content = loadContent();
const { rules, screening, topics } = content;
const { questions } = screening;

const all = questions.reduce<readonly Answers[]>(
  (some, question) =>
    some.flatMap((answers) => choicesFor(question).map((choice) => ({ ...answers, [question.id]: choice }))),
  [{}],
);
const CLEAN: Answers = Object.fromEntries(questions.map(({ id, kind }) => [id, kind === 'age' ? '22-or-over' : 'no']));
const gravity = (verdict: VerdictName): number => VERDICTS.length - VERDICTS.indexOf(verdict);
const RISK: Readonly<Record<Choice, number>> = { no: 0, '22-or-over': 0, unsure: 1, yes: 2, 'under-22': 3 };

/** The first of all combinations that breaks a law, so that a failure names it. */
function breaking(holds: (answers: Answers) => boolean): Answers | undefined {
  return all.find((answers) => !holds(answers));
}

describe('all 6561 combinations of answers', () => {
  test('there are so many', () => {
    expect(all).toHaveLength(3 ** 8);
  });

  test('only one of them finds no exclusion: 22 or over, and eight plain answers', () => {
    const clear = all.filter((answers) => evaluate(rules, answers).verdict === 'no-exclusion-found');
    expect(clear).toEqual([CLEAN]);
    expect(evaluate(rules, CLEAN).reasons).toEqual([]);
  });

  test('the verdict is the gravest of the rules that fire', () => {
    const isGravest = (answers: Answers): boolean => {
      const fired = questions.map(({ id }) => ruleFor(rules, id, choiceOf(answers[id])));
      const gravest = Math.max(...fired.map((rule) => gravity(rule?.verdict ?? 'ask-provider')));
      return gravity(evaluate(rules, answers).verdict) === gravest;
    };
    expect(breaking(isGravest)).toBeUndefined();
  });

  test('every rule that speaks against a plain "nothing found" is kept as a reason, in the order of the questions', () => {
    const keepsAll = (answers: Answers): boolean => {
      const expected = questions
        .map(({ id }) => ruleFor(rules, id, choiceOf(answers[id])))
        .filter((rule) => rule && rule.verdict !== 'no-exclusion-found')
        .map((rule) => rule?.id);
      return evaluate(rules, answers).reasons.join() === expected.join();
    };
    expect(breaking(keepsAll)).toBeUndefined();
  });

  test('every reason is a rule with a section of the article, and a question with words for it', () => {
    const sections = topics.map(({ section }) => section);
    const isExplained = (answers: Answers): boolean =>
      evaluate(rules, answers).reasons.every((reason) => {
        const rule = rules.find(({ id }) => id === reason);
        const question = questions.find(({ id }) => id === rule?.when.question);
        return rule && sections.includes(rule.section) && question?.findings[rule.when.answer];
      });
    expect(breaking(isExplained)).toBeUndefined();
  });

  test('a riskier answer never lowers the verdict', () => {
    const isMonotone = (answers: Answers): boolean => {
      const { verdict } = evaluate(rules, answers);
      return questions.every((question) =>
        choicesFor(question)
          .filter((choice) => RISK[choice] > RISK[choiceOf(answers[question.id])])
          .every(
            (choice) => gravity(evaluate(rules, { ...answers, [question.id]: choice }).verdict) >= gravity(verdict),
          ),
      );
    };
    expect(breaking(isMonotone)).toBeUndefined();
  });
});

describe('what is not an answer', () => {
  test.each(questions.map(({ id }) => [id]))('"%s" missing or unsure never clears', (id) => {
    const { [id]: _left, ...others } = CLEAN;
    expect(evaluate(rules, others).verdict).toBe('ask-provider');
    expect(evaluate(rules, { ...CLEAN, [id]: 'unsure' }).verdict).toBe('ask-provider');
  });

  test('no answers at all ask for the provider, with a reason for every question', () => {
    const { verdict, reasons } = evaluate(rules, {});
    expect(verdict).toBe('ask-provider');
    expect(reasons).toHaveLength(questions.length);
  });

  test('junk in the place of one answer never clears and never throws', () => {
    const junk = fc.anything().filter((value) => choiceOf(value) === 'unsure');
    fc.assert(
      fc.property(fc.constantFrom(...questions.map(({ id }) => id)), junk, (id, value) => {
        const verdict = evaluate(rules, { ...CLEAN, [id]: value } as Answers);
        expect(verdict).toEqual({ verdict: 'ask-provider', reasons: [`${id}-unsure`] });
      }),
    );
  });

  test('whatever stands in the answers, nothing but the one clean set clears', () => {
    const value = fc.oneof(fc.anything(), fc.constantFrom('yes', 'no', 'unsure', 'under-22', '22-or-over', 21, 22));
    const record = fc.record(Object.fromEntries(questions.map(({ id }) => [id, value])), { requiredKeys: [] });
    fc.assert(
      fc.property(record, (answers) => {
        const isClean = questions.every(({ id }) => choiceOf(answers[id]) === choiceOf(CLEAN[id]));
        const { verdict } = evaluate(rules, answers as Answers);
        expect(verdict === 'no-exclusion-found').toBe(isClean);
      }),
    );
  });

  test('an answer of the wrong kind of question asks for the provider', () => {
    expect(evaluate(rules, { ...CLEAN, botox: '22-or-over' }).reasons).toEqual(['no-rule-for-botox']);
    expect(evaluate(rules, { ...CLEAN, age: 'no' }).verdict).toBe('ask-provider');
    expect(evaluate(rules, { ...CLEAN, botox: 30 }).verdict).toBe('ask-provider');
  });

  test('inherited keys are no answers', () => {
    expect(evaluate(rules, Object.create(CLEAN)).verdict).toBe('ask-provider');
  });

  test('without rules nobody is cleared', () => {
    expect(evaluate([], CLEAN)).toEqual({ verdict: 'ask-provider', reasons: [] });
  });
});

describe('the age', () => {
  test.each([
    [0, 'under-22'],
    [21, 'under-22'],
    [21.9, 'under-22'],
    [22, '22-or-over'],
    [120, '22-or-over'],
    [121, 'unsure'],
    [-1, 'unsure'],
    [Number.NaN, 'unsure'],
    [Number.POSITIVE_INFINITY, 'unsure'],
    ['22', 'unsure'],
  ])('%p counts as %s', (answer, choice) => {
    expect(choiceOf(answer)).toBe(choice);
  });

  test('under 22 ends the screening at once, with that one reason', () => {
    expect(isEnded(rules, { age: 21 })).toBe(true);
    expect(nextQuestion(content, { age: 21 })).toBeUndefined();
    expect(evaluate(rules, { age: 21 })).toEqual({ verdict: 'under-age', reasons: ['age-under-22'] });
  });

  test('nothing else ends it before the last question', () => {
    const endings = questions.flatMap((question) =>
      choicesFor(question)
        .filter((choice) => isEnded(rules, { [question.id]: choice }))
        .map((choice) => `${question.id}: ${choice}`),
    );
    expect(endings).toEqual(['age: under-22']);
  });

  test('what was answered before an under-age end still counts as a reason', () => {
    const { verdict, reasons } = evaluate(rules, { age: 'under-22', botox: 'yes' });
    expect(verdict).toBe('under-age');
    expect([...reasons].sort()).toEqual(['age-under-22', 'botox-yes']);
  });
});
