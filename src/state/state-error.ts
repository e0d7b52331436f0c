// The faults of the state store. Codes are stable: callers decide by `code`, never by the message.

/** `STATE_CONFLICT`: another writer was first. `STATE_UNREACHABLE`: the store cannot serve; the message says what to do. */
export class StateError extends Error {
  constructor(
    readonly code: 'STATE_CONFLICT' | 'STATE_UNREACHABLE',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StateError';
  }
}
