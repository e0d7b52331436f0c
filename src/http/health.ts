// GET /healthz (the process is alive) and GET /readyz (it can serve: the content is loaded, the store can be reached).
import type { RequestHandler } from 'restify';
import type { StateStorage } from '../state/state-storage';

export function createHealthHandler(): RequestHandler {
  return async (_request, response) => {
    response.send(200, { status: 'alive' });
  };
}

export interface ReadinessParts {
  readonly storage: StateStorage;
  readonly contentVersion: string;
  readonly isStopping: () => boolean;
}

export function createReadinessHandler({ storage, contentVersion, isStopping }: ReadinessParts): RequestHandler {
  return async (_request, response) => {
    const store = await storage.isReachable();
    const ready = store && !isStopping();
    response.send(ready ? 200 : 503, {
      status: ready ? 'ready' : 'not ready',
      store: store ? 'reachable' : 'unreachable',
      content: contentVersion,
    });
  };
}
