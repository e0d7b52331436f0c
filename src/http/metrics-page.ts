// GET /metrics: counters for Prometheus, which hold routes, channels, codes and times alone.
import type { RequestHandler } from 'restify';
import type { Metrics } from '../metrics';

export function createMetricsHandler({ registry }: Metrics): RequestHandler {
  return async (_request, response) => {
    const page = await registry.metrics();
    response.sendRaw(200, page, { 'Content-Type': registry.contentType });
  };
}
