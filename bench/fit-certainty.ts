// How sure may the matcher be? Fits the weights of knowledge/matching/certainty.ts: phrasings are left out of learning, one in
// five at a time, and a logistic regression over the signals of each says how often its best entry was the right one.
// npx tsx bench/fit-certainty.ts [labelled questions …]: prints the weights, then right / wrong / answered that should not be.
import { readFileSync } from 'node:fs';
import { type Content, loadContent } from '../knowledge';
import { signalsOf } from '../knowledge/matching/certainty';
import { createTextReader, type TextReader } from '../knowledge/matching/reading';
import { print } from '../src/cli/lines';

const FOLDS = 5;
const ROUNDS = 1500;
const DECAY = 0.002;
const LIMITS = [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75];

interface Sample {
  readonly values: readonly number[];
  readonly isRight: boolean;
  readonly isCovered: boolean;
}

/** A fold by the text itself, so that adding a phrasing moves no other one. */
function foldOf(text: string): number {
  return [...text].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0, 7) % FOLDS;
}

function signalsFor(reader: TextReader, text: string): { names: string[]; values: number[]; top: string } {
  const { ranked, signals } = signalsOf(reader.read(text), reader.labels);
  return { names: Object.keys(signals), values: Object.values(signals), top: reader.labels[ranked[0] ?? 0]?.id ?? '' };
}

function leftOut(content: Content, fold: number): { content: Content; texts: { id?: string; text: string }[] } {
  const texts: { id?: string; text: string }[] = [];
  const keep = (list: readonly string[], id?: string): string[] =>
    list.filter((text) => {
      const isOut = foldOf(text) === fold;
      if (isOut) texts.push(id === undefined ? { text } : { id, text });
      return !isOut;
    });
  const entries = content.entries.map((entry) => ({ ...entry, alsoAsked: keep(entry.alsoAsked, entry.id) }));
  const subjects = content.subjects.map((subject) => ({ ...subject, alsoAsked: keep(subject.alsoAsked) }));
  const offTopic = keep(content.commands.offTopic);
  return { content: { ...content, entries, subjects, commands: { ...content.commands, offTopic } }, texts };
}

const content = loadContent();
let names: string[] = [];
const samples: Sample[] = [];
for (let fold = 0; fold < FOLDS; fold++) {
  const { content: rest, texts } = leftOut(content, fold);
  const reader = createTextReader(rest);
  for (const { id, text } of texts) {
    const found = signalsFor(reader, text);
    names = found.names;
    samples.push({ values: found.values, isRight: found.top === id, isCovered: id !== undefined });
  }
}

const columns = names.map((_, at) => samples.map(({ values }) => values[at] ?? 0));
const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
const spreads = columns.map(
  (column, at) =>
    Math.sqrt(column.reduce((sum, value) => sum + (value - (means[at] ?? 0)) ** 2, 0) / column.length) || 1,
);
const scaled = samples.map(({ values }) => values.map((value, at) => (value - (means[at] ?? 0)) / (spreads[at] ?? 1)));
const weights = names.map(() => 0);
let constant = 0;
for (let round = 0; round < ROUNDS; round++) {
  const slopes = names.map((_, at) => DECAY * (weights[at] ?? 0));
  let slope = 0;
  scaled.forEach((row, place) => {
    const score = row.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), constant);
    const error = (1 / (1 + Math.exp(-score)) - Number(samples[place]?.isRight)) / samples.length;
    slope += error;
    row.forEach((value, at) => {
      slopes[at] = (slopes[at] ?? 0) + error * value;
    });
  });
  constant -= slope;
  slopes.forEach((value, at) => {
    weights[at] = (weights[at] ?? 0) - value;
  });
}
const raw = weights.map((weight, at) => weight / (spreads[at] ?? 1));
const rawConstant = constant - raw.reduce((sum, weight, at) => sum + weight * (means[at] ?? 0), 0);
const sureOf = ({ values }: Sample): number =>
  1 / (1 + Math.exp(-values.reduce((sum, value, at) => sum + value * (raw[at] ?? 0), rawConstant)));

print(`${samples.length} phrasings left out in turn`);
print(['constant', ...names].map((name, at) => `${name}: ${[rawConstant, ...raw][at]?.toFixed(2)}`).join(', '));

const full = createTextReader(content);
const labelled = process.argv.slice(2).map((file) => ({
  file,
  samples: readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { q: string; kind: string; accept: string[] })
    .filter(({ kind }) => ['covered', 'not-covered', 'off-topic'].includes(kind))
    .map(({ q, kind, accept }): Sample => {
      const { values, top } = signalsFor(full, q);
      return { values, isRight: accept.includes(top), isCovered: kind === 'covered' };
    }),
}));
for (const limit of LIMITS) {
  const cells = [{ file: 'left out', samples }, ...labelled].map(({ file, samples: of }) => {
    const covered = of.filter(({ isCovered }) => isCovered);
    const others = of.filter(({ isCovered }) => !isCovered);
    const answered = covered.filter((sample) => sureOf(sample) > limit);
    const share = (part: number, whole: number): string => ((100 * part) / whole).toFixed(1);
    const right = answered.filter(({ isRight }) => isRight).length;
    const wrongly = others.filter((sample) => sureOf(sample) > limit).length;
    return `${file}: ${share(right, covered.length)} / ${share(answered.length - right, covered.length)} / ${share(wrongly, others.length)}`;
  });
  print(`from ${limit}: ${cells.join('   ')}`);
}
