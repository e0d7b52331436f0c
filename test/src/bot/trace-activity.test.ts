// The route trace as clinic staff read it: in this order, with numbers that can be compared at a glance, and one line that tells it all.
import { createPatient, type RunningApp, startApp } from '../../support/running-app';
import { WALK_ENDS, walk, wordsAt } from '../../support/screening-walk';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

interface TraceActivity {
  readonly name: string;
  readonly label: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const tracesIn = (activities: readonly Record<string, unknown>[]) =>
  activities.filter(({ type }) => type === 'trace') as unknown as TraceActivity[];

test('it says in order what was matched, how surely, which rules fired, and what else was considered', async () => {
  const patient = createPatient(app);
  const [trace, ...others] = tracesIn((await patient.say('what does it help with')).activities);
  expect(others).toEqual([]);
  expect(Object.keys(trace?.value ?? {})).toEqual([
    'route',
    'topics',
    'choices',
    'question',
    'verdict',
    'confidence',
    'language',
    'rules',
    'alarm',
    'candidates',
  ]);
  expect(JSON.stringify(trace?.value)).toMatch(/"confidence":0\.\d{1,3},/);
  expect(JSON.stringify(trace?.value)).not.toMatch(/\d\.\d{4}/);
});

test('its label says the same in one line, and leaves out what is not there', async () => {
  const patient = createPatient(app);
  const labelOf = async (text: string) => tracesIn((await patient.say(text)).activities)[0]?.label;
  expect(await labelOf('what does it help with')).toMatch(/^answer \(\d+ % sure\); answered: what-it-treats$/);
  expect(await labelOf('my throat is swelling shut')).toMatch(/^urgent \(100 % sure\); alarm: [a-z-]+$/);
  expect(await labelOf('check if I should wait')).toMatch(/^screening \(\d+ % sure\); asks: consent$/);
  expect(await labelOf('yes')).toBe('reply (100 % sure); asks: age');
  const turns = await walk(await patient.say('34'), (question) => patient.say(wordsAt(question)));
  const [last] = tracesIn(turns.at(-1)?.activities ?? []);
  expect(last).toMatchObject({ value: WALK_ENDS, label: 'reply (100 % sure); verdict: avoid; rules: botox-yes' });
});
