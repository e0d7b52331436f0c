// The Dockerfile read as text: what Docker would complain of, and what must never reach the image. `npm run image:try` runs its steps.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { validate } from 'dockerfile-utils';
import { readDockerfile, type Step } from '../../scripts/image/dockerfile';

const ROOT = join(__dirname, '..', '..');
const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
const stages = readDockerfile(text);
const last = stages.at(-1)?.steps ?? [];
const only = <Kind extends Step['kind']>(kind: Kind): Extract<Step, { kind: Kind }>[] =>
  last.filter((step): step is Extract<Step, { kind: Kind }> => step.kind === kind);

test('Docker has nothing to say against it', () => {
  expect(validate(text).map(({ message }) => message)).toEqual([]);
});

test('every stage stands on one base, of the newest Node that is supported', () => {
  expect(stages.length).toBeGreaterThanOrEqual(2);
  expect([...new Set(stages.map(({ image }) => image))]).toEqual(['node:24-bookworm-slim']);
});

test('the service runs as a number that is not root, keeps its state in the one volume, and says how it is', () => {
  expect(only('user').map(({ id }) => id)).toEqual(['1000:1000']);
  const [volume] = only('volume');
  const env = Object.assign({}, ...only('env').map(({ values }) => values));
  expect(env).toMatchObject({ NODE_ENV: 'production', STATE_URL: `file:${volume?.path}/state.db` });
  expect(
    only('healthcheck')
      .flatMap(({ command }) => command)
      .join(' '),
  ).toContain('/healthz');
  expect(only('cmd').map(({ command }) => command)).toEqual([['node', 'dist/src/main.js']]);
});

test('nothing is copied into the last stage from the project but package.json', () => {
  const copied = only('copy').filter(({ from }) => from === undefined);
  expect(copied.flatMap(({ sources }) => sources)).toEqual(['package.json']);
});

test('the builder is given the sources, and nothing else: no settings, no state, no history', () => {
  const ignored = dockerignore().add(readFileSync(join(ROOT, '.dockerignore'), 'utf8'));
  const given = [...readdirSync(ROOT), '.env', '.env.local', '.data', '.git', 'state.db', 'npm-debug.log'].filter(
    (name) => !ignored.ignores(name),
  );
  expect(given.sort()).toEqual(
    ['.npmrc', 'dialogs', 'knowledge', 'package-lock.json', 'package.json', 'scripts', 'src', 'tsconfig.json'].sort(),
  );
  const copied = stages.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'copy' && !step.from ? step.sources : [])),
  );
  expect(copied.filter((source) => ignored.ignores(source))).toEqual([]);
});

test.each([
  'ADD https://host.test/x /x',
  'COPY --chown=1:1 a b',
  'COPY *.js ./',
  'CMD node main.js',
  'SHELL ["bash"]',
  'ENV A "b"',
])('a step that the trial could not carry out is refused: %s', (step) => {
  expect(() => readDockerfile(`FROM node\n${step}\n`)).toThrow();
});
