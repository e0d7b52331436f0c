// Counters and times for Prometheus: by route, channel and code; no id of a person or conversation, and no text.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  countTurn(turn: { readonly route: string; readonly channel: string; readonly seconds: number }): void;
  /** The patient took "none of these" after "did you mean"; other questions without an answer are counted by their route. */
  countRefusedChoices(): void;
  countError(code: string): void;
  /** A conversation of the web chat has begun. */
  countConversation(): void;
  setOpenStreams(number: number): void;
  /** A request of the web chat was refused; `code` is one of ours. */
  countRefusal(code: string): void;
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
  const conversations = new Counter({
    name: 'preconsult_web_chat_conversations_total',
    help: 'Conversations begun in the web chat.',
    registers,
  });
  const streams = new Gauge({
    name: 'preconsult_web_chat_streams',
    help: 'Streams of the web chat that are open.',
    registers,
  });
  const refusals = new Counter({
    name: 'preconsult_web_chat_refusals_total',
    help: 'Requests of the web chat that were refused, by code.',
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
    countConversation: () => conversations.inc(),
    setOpenStreams: (number) => streams.set(number),
    countRefusal: (code) => refusals.inc({ code }),
  };
}
