// The summary holds what the patient takes to the dermatologist, foretells nothing, and is words alone.
import { newState, summarize } from '../../dialogs';
import { loadContent, sayPhrase, webWords } from '../../knowledge';
import { shownAnswers } from '../support/content-words';

const content = loadContent();
const day = { year: 2026, month: 3, day: 9 };
const clinic = { name: 'Clearwater Skin' };
const { questions } = content.screening;
const allNo = Object.fromEntries(questions.map(({ id, kind }) => [id, kind === 'age' ? 34 : ('no' as const)]));

type Screening = NonNullable<ReturnType<typeof newState>['screening']>;

function summaryOf(screening?: Partial<Screening>, more: object = {}) {
  const whole = { stage: 'asking' as const, answers: {}, begun: 0, repairs: 0, paused: false, ...screening };
  const state = { ...newState(content), ...(screening ? { screening: whole } : {}), ...more };
  const summary = summarize({ content, clinic, state, day });
  return { ...summary, text: JSON.stringify(summary), titles: summary.sections.map(({ title }) => title) };
}

const title = {
  answers: webWords(content.web, 'summary-answers'),
  result: webWords(content.web, 'summary-result'),
  reasons: webWords(content.web, 'summary-reasons'),
  discuss: webWords(content.web, 'summary-discuss'),
  questions: webWords(content.web, 'summary-questions'),
  next: webWords(content.web, 'summary-next'),
};

test('it names the clinic and the day, and says that it is no diagnosis', () => {
  const { origin, note } = summaryOf();
  expect(origin).toContain('Clearwater Skin');
  expect(origin).toContain('March 9, 2026');
  expect(note).toBe(sayPhrase(content.phrases, 'verdict-no-diagnosis'));
});

test.each([
  ['a conversation that nobody knows', undefined],
  ['a new one', newState(content)],
])('of %s it says that there is nothing, what to do, and the recommendation', (_what, state) => {
  const { sections } = summarize({ content, clinic, state, day });
  expect(sections).toHaveLength(1);
  expect(sections[0]?.text).toBe(webWords(content.web, 'summary-nothing'));
  expect(sections[0]?.items).toEqual([sayPhrase(content.phrases, 'closing')]);
});

test('every answer stands there as it was read', () => {
  const { sections } = summaryOf({ stage: 'done', answers: allNo });
  const shown = shownAnswers(content, allNo);
  expect(sections[0]?.items).toEqual(questions.map(({ id, name }) => `${name}: ${shown[id]}`));
});

test('a check that is not finished has no verdict', () => {
  const { titles, sections } = summaryOf({ stage: 'asking', answers: { ...allNo, botox: 'yes' } });
  expect(titles).toEqual([title.answers, title.result, title.next]);
  expect(sections[1]?.text).toBe(webWords(content.web, 'summary-unfinished'));
});

test('a verdict comes with every reason and what to bring up', () => {
  const { sections, titles, text } = summaryOf({ stage: 'done', answers: { ...allNo, botox: 'yes' } });
  const botox = questions.find(({ id }) => id === 'botox');
  expect(titles).toEqual([title.answers, title.result, title.reasons, title.discuss, title.next]);
  expect(sections[1]?.text).toBe(sayPhrase(content.phrases, 'verdict-avoid'));
  expect(text).toContain(botox?.findings.yes?.reason);
  expect(sections[3]?.items).toEqual([botox?.findings.yes?.discuss]);
});

test('without a reason it is no clearance, and says so', () => {
  const { sections } = summaryOf({ stage: 'done', answers: allNo });
  expect(sections[1]?.text).toBe(sayPhrase(content.phrases, 'verdict-no-exclusion-found'));
  expect(sections[2]?.items).toEqual([sayPhrase(content.phrases, 'discuss-no-exclusion-found')]);
});

test('questions that were kept stand there in the words of the patient', () => {
  const { sections, titles } = summaryOf(undefined, { kept: ['is <b>it</b> covered?'] });
  expect(titles).toEqual([title.questions, title.next]);
  expect(sections[0]?.items).toEqual(['is <b>it</b> covered?']);
});

test('answers to questions that have changed since are not shown', () => {
  const { titles } = summaryOf({ stage: 'done', answers: allNo }, { version: 'another', kept: ['what of it?'] });
  expect(titles).toEqual([title.questions, title.next]);
});
