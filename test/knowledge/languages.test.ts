// In which language a message is written: figures over labelled messages, and what must never happen.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLanguageDetector, localesIn } from '../../knowledge';
import { openKnowledge } from '../../src/open-knowledge';

const QUESTIONS = join(__dirname, '..', 'questions');
const detector = createLanguageDetector(localesIn().map((locale) => openKnowledge({ locale })));

const detect = (text: string): string | undefined => detector(text)?.locale;

interface Labelled {
  readonly text: string;
  readonly language: 'en' | 'es' | 'either' | 'other';
}

function rows<T>(file: string): T[] {
  return readFileSync(join(QUESTIONS, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const labelled = rows<Labelled>('languages.jsonl');
const textsIn = (language: Labelled['language']): string[] =>
  labelled.flatMap((row) => (row.language === language ? [row.text] : []));
const share = (texts: readonly string[], locale: string): number =>
  texts.filter((text) => detect(text) === locale).length / texts.length;

test('most messages in Spanish are known as Spanish, Spanglish included', () => {
  expect(share(textsIn('es'), 'es')).toBeGreaterThanOrEqual(0.7);
});

test('none in English is taken for Spanish, whatever names and Spanish words are in it', () => {
  expect(textsIn('en').filter((text) => detect(text) === 'es')).toEqual([]);
});

test('of real questions in English hardly one is taken for Spanish', () => {
  const texts = ['questions.dev', 'unseen', 'fresh', 'hard', 'blind'].flatMap((file) =>
    rows<{ q: string }>(`${file}.jsonl`).map(({ q }) => q),
  );
  expect(share(texts, 'es')).toBeLessThanOrEqual(0.004);
});

test('of real questions in Spanish nine in ten are known', () => {
  const texts = ['unseen', 'blind'].flatMap((file) => rows<{ q: string }>(`es/${file}.jsonl`).map(({ q }) => q));
  expect(share(texts, 'es')).toBeGreaterThanOrEqual(0.9);
});

test.each(['', '   ', '34', '😀', '???', 'x', 'asdfgh qwerty', 'Maria Garcia'])('%p is in no language', (text) => {
  expect(detect(text)).toBeUndefined();
});

test('one language alone is never another one', () => {
  const alone = createLanguageDetector([openKnowledge()]);
  expect(alone('me va a doler mucho cuando me pasen las agujas')).toBeUndefined();
});

test.each(['ty', 'noo', 'ew no', 'oui', 'ok', 'si'])('so little as %p tells no language', (text) => {
  expect(detect(text)).toBeUndefined();
});

test('words of another language in it are told', () => {
  expect(detector('quiero saber si mi cara estará red and swollen')).toEqual({ locale: 'es', isMixed: true });
  expect(detector('quiero saber si me va a doler')).toEqual({ locale: 'es', isMixed: false });
});
