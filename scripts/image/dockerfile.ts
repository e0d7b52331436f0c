// The Dockerfile as a list of steps, each of a kind that the trial can carry out. Whatever it cannot is refused, so that no
// step is left out unseen.
import { type Copy, DockerfileParser, type From, type Instruction } from 'dockerfile-ast';

export type Step =
  | { readonly kind: 'workdir'; readonly path: string }
  | {
      readonly kind: 'copy';
      readonly from: string | undefined;
      readonly sources: readonly string[];
      readonly to: string;
    }
  | { readonly kind: 'run'; readonly command: string }
  | { readonly kind: 'env'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'volume'; readonly path: string }
  | { readonly kind: 'expose'; readonly port: string }
  | { readonly kind: 'healthcheck'; readonly command: readonly string[] }
  | { readonly kind: 'cmd'; readonly command: readonly string[] };

export interface Stage {
  readonly name: string | undefined;
  readonly image: string;
  readonly steps: readonly Step[];
}

export function readDockerfile(text: string): Stage[] {
  const stages: { name: string | undefined; image: string; steps: Step[] }[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') {
      const from = instruction as From;
      stages.push({ name: from.getBuildStage() ?? undefined, image: from.getImage() ?? '', steps: [] });
    } else {
      const stage = stages.at(-1);
      if (!stage) throw new Error(`"${instruction.getKeyword()}" stands before the first FROM.`);
      stage.steps.push(stepOf(instruction));
    }
  }
  return stages;
}

function stepOf(instruction: Instruction): Step {
  const words = instruction.getArguments().map((argument) => argument.getValue());
  const [first = ''] = words;
  switch (instruction.getKeyword()) {
    case 'WORKDIR':
      return { kind: 'workdir', path: first };
    case 'COPY':
      return copyOf(instruction as Copy, words);
    case 'RUN':
      return { kind: 'run', command: instruction.getArgumentsContent() ?? '' };
    case 'ENV':
      return { kind: 'env', values: Object.fromEntries(words.map(assignment)) };
    case 'USER':
      return { kind: 'user', id: first };
    case 'VOLUME':
      return { kind: 'volume', path: first };
    case 'EXPOSE':
      return { kind: 'expose', port: first };
    case 'HEALTHCHECK':
      return { kind: 'healthcheck', command: commandOf(instruction, /^(?:--\S+\s+)*CMD\s+/) };
    case 'CMD':
      return { kind: 'cmd', command: commandOf(instruction, /^/) };
    default:
      throw unknown(instruction);
  }
}

function copyOf(instruction: Copy, paths: readonly string[]): Step {
  const [flag, ...others] = instruction.getFlags();
  const isKnown = flag === undefined || (flag.getName() === 'from' && others.length === 0);
  if (!isKnown || paths.some((path) => /[*?[\]]/.test(path))) throw unknown(instruction);
  return { kind: 'copy', from: flag?.getValue() ?? undefined, sources: paths.slice(0, -1), to: paths.at(-1) ?? '' };
}

/** Only the form that needs no shell. */
function commandOf(instruction: Instruction, before: RegExp): string[] {
  const list = (instruction.getArgumentsContent() ?? '').replace(before, '');
  if (!list.startsWith('[')) throw unknown(instruction);
  return JSON.parse(list) as string[];
}

function assignment(word: string): [name: string, value: string] {
  const [, name, value] = /^(\w+)=([^"'\\$]*)$/.exec(word) ?? [];
  if (name === undefined || value === undefined) throw new Error(`ENV ${word}: write it as NAME=value.`);
  return [name, value];
}

function unknown(instruction: Instruction): Error {
  return new Error(
    `The trial cannot carry out "${instruction.toString()}"; teach it in scripts/image/, or write it otherwise.`,
  );
}
