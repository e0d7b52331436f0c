// What `npm run knowledge:check` prints and exits with, and the measure of reading that it uses.
import { runKnowledgeCheck } from '../../../src/cli/knowledge-check';
import { gradeOf } from '../../../src/cli/reading-level';
import { copyFolder, type FolderCopy } from '../../support/content-copy';

let copy: FolderCopy;
beforeEach(() => {
  copy = copyFolder();
});
afterEach(() => copy.remove());

test('sound content exits with 0 and tells the hardest answer', () => {
  const { output, exitCode } = runKnowledgeCheck(copy.folder);
  expect(exitCode).toBe(0);
  expect(output).toMatch(
    /0 errors, \d+ warnings?; \d+ entries, \d+ questions; the hardest answer is "[a-z-]+", grade \d/,
  );
});

test('a warning is printed, and exits with 0', () => {
  copy.edit('en/phrases.yaml', (text) => `${text.trimEnd()}\nmoon: The moon is full.\n`);
  const { output, exitCode } = runKnowledgeCheck(copy.folder);
  expect(exitCode).toBe(0);
  expect(output).toMatch(
    /knowledge\/en\/phrases\.yaml:\d+ {2}warning phrase-unused\n {2}what {2}.*\n {2}why {3}.*\n {2}fix {3}/,
  );
});

test('an error exits with 1', () => {
  copy.edit('rules.yaml', (text) => text.replace('question: botox', 'question: moon'));
  const { output, exitCode } = runKnowledgeCheck(copy.folder);
  expect(exitCode).toBe(1);
  expect(output).toMatch(/knowledge\/rules\.yaml:\d+ {2}error rule-unknown-question\n/);
});

test('files that cannot be read are told in the same way', () => {
  copy.write('topics.yaml', '- id: pain\n  sektion: A\n');
  const { output, exitCode } = runKnowledgeCheck(copy.folder);
  expect(exitCode).toBe(1);
  expect(output).toMatch(/knowledge\/topics\.yaml:2 {2}error unreadable\n {2}what {2}/);
  expect(output).toMatch(/2 errors\. /);
});

test('a folder without content is told, and does not crash', () => {
  expect(runKnowledgeCheck('/nowhere/at/all').exitCode).toBe(1);
});

describe('the reading level', () => {
  test.each([
    ['The cat sat on the mat.', -1.45],
    ['The procedure stimulates collagen production in the skin. It is safe.', 6.94],
  ])('%p is of the grade that the formula gives', (text, grade) => {
    expect(gradeOf(text)).toBeCloseTo(grade, 1);
  });

  test('an abbreviation with a number is one sentence, and a list has a sentence a line', () => {
    expect(gradeOf('Use SPF 30.5 now.')).toBe(gradeOf('Use SPF 30 5 now.'));
    expect(gradeOf('Bring these:\n- a hat\n- a list')).toBeLessThan(gradeOf('Bring these a hat a list'));
  });

  test('no words, no grade', () => {
    expect(gradeOf(' … ')).toBe(0);
  });
});
