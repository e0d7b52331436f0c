// The addresses of the web chat's pages and files.
import type { Server } from 'restify';
import { createAssetsHandler } from './assets';
import { createChatPageHandler } from './chat-page';
import { addPage } from './page-route';
import { createSamplePageHandler } from './sample-page';
import type { SummaryHandlers } from './summary';
import { assetsOf, type WebPages } from './web-pages';
import { createWidgetHandler } from './widget';

export interface WebRoutes {
  addRoutes(server: Server): void;
}

export function createWebRoutes(pages: WebPages, summary: SummaryHandlers): WebRoutes {
  return {
    addRoutes(server) {
      addPage(server, '/', createSamplePageHandler(pages));
      addPage(server, '/chat', createChatPageHandler(pages));
      addPage(server, '/widget.js', createWidgetHandler(pages));
      addPage(server, '/assets/*', createAssetsHandler(assetsOf(pages)));
      server.get('/api/summary', summary.show);
      server.del('/api/summary', summary.erase);
    },
  };
}
