// The addresses of the web chat's pages and files.
import type { RequestHandler, Server } from 'restify';
import { createAssetsHandler } from './assets';
import { createChatPageHandler } from './chat-page';
import { createSamplePageHandler } from './sample-page';
import { assetsOf, type WebPages } from './web-pages';
import { createWidgetHandler } from './widget';

export interface WebRoutes {
  addRoutes(server: Server): void;
}

export function createWebRoutes(pages: WebPages, summary: RequestHandler): WebRoutes {
  return {
    addRoutes(server) {
      server.get('/', createSamplePageHandler(pages));
      server.get('/chat', createChatPageHandler(pages));
      server.get('/widget.js', createWidgetHandler(pages));
      server.get('/assets/*', createAssetsHandler(assetsOf(pages)));
      server.get('/api/summary', summary);
    },
  };
}
