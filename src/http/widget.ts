// GET /widget.js: the one line that a clinic puts on its site loads this.
import type { RequestHandler } from 'restify';
import { sendAsset } from './assets';
import { type WebPages, widgetAsset } from './web-pages';

export function createWidgetHandler(pages: WebPages): RequestHandler {
  const asset = widgetAsset(pages);
  return async (request, response) => {
    // A script that carries a check of its content is fetched in the way that this allows.
    response.header('Access-Control-Allow-Origin', '*');
    sendAsset(request, response, asset);
  };
}
