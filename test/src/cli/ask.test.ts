import { loadContent } from '../../../knowledge';
import { runCommandLine } from '../../support/command';
import { recommendsDermatologist } from '../../support/phrase-matcher';

const content = loadContent();
const question = (id: string): string => content.entries.find((entry) => entry.id === id)?.question ?? '';

test('with --json each line of standard input gives one object: the trace and the reply', async () => {
  const { code, out, err } = await runCommandLine(
    'ask',
    ['--json'],
    `${question('pain')}\n\n${question('duration')}\n`,
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const rows = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows).toEqual([
    {
      route: 'answer',
      language: 'en',
      topics: ['pain'],
      choices: [],
      question: null,
      verdict: null,
      confidence: expect.any(Number),
      candidates: expect.arrayContaining([
        { kind: 'entry', id: 'pain', score: expect.any(Number), words: expect.any(Array) },
      ]),
      alarm: null,
      rules: [],
      text: expect.any(String),
    },
    expect.objectContaining({ route: 'answer', topics: ['duration'] }),
  ]);
  for (const { text } of rows) expect(recommendsDermatologist(content, text)).toBe(true);
});

test('for people it says the reply, the route, and what was considered', async () => {
  const { code, out } = await runCommandLine('ask', [question('pain')]);
  expect(code).toBe(0);
  expect(out).toContain(content.entries.find(({ id }) => id === 'pain')?.answer.trim());
  expect(out).toMatch(/route: answer/);
  expect(out).toMatch(/answered: pain/);
  expect(out).toMatch(/considered, by the words that spoke for it:\n\s+\d\.\d\d {2}entry pain/);
});

test('with --screening a line is a reply, and the value is how it was read', async () => {
  const { code, out } = await runCommandLine('ask', ['--json', '--screening', 'age'], '34\nnone of your business\n');
  expect(code).toBe(0);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { question: 'age', reply: '34', value: 34 },
    { question: 'age', reply: 'none of your business', value: 'unclear' },
  ]);
});

test('an unknown screening question is a wrong call, and the known ones are named', async () => {
  const { code, out, err } = await runCommandLine('ask', ['--screening', 'shoe-size', '42']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('active-acne');
  expect(err).not.toContain('    at ');
});

test('an unknown option is a wrong call', async () => {
  const { code, err } = await runCommandLine('ask', ['--jsn', 'hello']);
  expect(code).toBe(2);
  expect(err).toContain('--jsn');
});
