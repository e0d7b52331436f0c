// Carries out the steps of each stage, as `docker build` would.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import dockerignore from '@balena/dockerignore';
import type { Stage, Step } from './dockerfile';
import { openRoom, type Room } from './room';

/** A stage once it is built: what a container of it would start from. */
export interface Image {
  readonly room: Room;
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string | undefined;
  readonly volumes: readonly string[];
  readonly health: readonly string[];
  readonly command: readonly string[];
}

/** `project`: the folder with Dockerfile and .dockerignore; `work`: an empty one. Gives the last stage. */
export function buildImage(stages: readonly Stage[], project: string, work: string): Image {
  const context = join(work, 'context');
  copyContext(project, context);
  const built = new Map<string, Image>();
  let last: Image | undefined;
  for (const [index, stage] of stages.entries()) {
    const folder = join(work, `stage-${index}`);
    mkdirSync(folder);
    last = buildStage(stage, { room: openRoom(folder), context, built });
    if (stage.name !== undefined) built.set(stage.name, last);
  }
  if (!last) throw new Error('The Dockerfile has no FROM.');
  return last;
}

/** What the builder is given to copy from. */
function copyContext(project: string, context: string): void {
  const ignored = dockerignore().add(readFileSync(join(project, '.dockerignore'), 'utf8'));
  cpSync(project, context, {
    recursive: true,
    filter: (path) => path === project || !ignored.ignores(relative(project, path)),
  });
}

interface StageParts {
  readonly room: Room;
  readonly context: string;
  readonly built: ReadonlyMap<string, Image>;
}

function buildStage({ steps, image }: Stage, { room, context, built }: StageParts): Image {
  process.stdout.write(`\nFROM ${image}, as this machine has it\n`);
  let state: Image = { room, directory: '/', env: {}, user: undefined, volumes: [], health: [], command: [] };
  const inside = (path: string): string => {
    const end = path.endsWith('/') || path === '.' ? '/' : '';
    return posix.resolve(state.directory, path) + end;
  };
  const act = (step: Step): Partial<Image> => {
    switch (step.kind) {
      case 'workdir':
        mkdirSync(room.at(inside(step.path)), { recursive: true });
        return { directory: inside(step.path) };
      case 'copy': {
        const from = step.from === undefined ? undefined : built.get(step.from);
        if (step.from !== undefined && !from) throw new Error(`COPY --from=${step.from}: there is no such stage.`);
        for (const source of step.sources)
          room.copyIn(from ? from.room.at(source) : join(context, source), inside(step.to));
        return {};
      }
      case 'run': {
        // The machine's own environment too: it tells how to reach the package registry.
        const env = { ...(process.env as Record<string, string>), HOME: '/root', ...state.env };
        const args = room.process(['/bin/sh', '-c', step.command], { directory: state.directory, env });
        execFileSync('chroot', args, { stdio: ['ignore', 'inherit', 'inherit'] });
        return {};
      }
      case 'env':
        return { env: { ...state.env, ...step.values } };
      case 'user':
        return { user: step.id };
      case 'volume':
        return { volumes: [...state.volumes, step.path] };
      case 'expose':
        return {};
      case 'healthcheck':
        return { health: step.command };
      case 'cmd':
        return { command: step.command };
    }
  };
  for (const step of steps) {
    process.stdout.write(`${JSON.stringify(step)}\n`);
    state = { ...state, ...act(step) };
  }
  return state;
}
