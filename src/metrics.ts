// Counters and times for Prometheus: by route, channel and code; no id of a person or conversation, and no text.
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  countTurn(turn: { readonly route: string; readonly channel: string; readonly seconds: number }): void;
  /** The patient took "none of these" after "did you mean"; other questions without an answer are counted by their route. */
  countRefusedChoices(): void;
  countError(code: string): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const turns = new Counter({
    name: 'preconsult_turns_total',
    help: 'Turns by route and channel.',
    labelNames: ['route', 'channel'],
    registers,
  });
  const seconds = new Histogram({
    name: 'preconsult_turn_seconds',
    help: 'Seconds from a message to its reply.',
    labelNames: ['channel'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const refused = new Counter({
    name: 'preconsult_choices_refused_total',
    help: 'Turns in which none of the choices offered was what the patient meant.',
    registers,
  });
  const errors = new Counter({
    name: 'preconsult_errors_total',
    help: 'Faults by code.',
    labelNames: ['code'],
    registers,
  });
  return {
    registry,
    countTurn(turn) {
      turns.inc({ route: turn.route, channel: turn.channel });
      seconds.observe({ channel: turn.channel }, turn.seconds);
    },
    countRefusedChoices: () => refused.inc(),
    countError: (code) => errors.inc({ code }),
  };
}
