// Faults with a stable code. Their messages are for whoever runs the service; patients and HTTP clients never see them.
export type FaultCode =
  | 'CONFIG_INVALID'
  | 'CONTENT_INVALID'
  | 'GAPS_UNREACHABLE'
  | 'PAGE_NOT_BUILT'
  | 'PORT_UNAVAILABLE'
  | 'STATE_CONFLICT'
  | 'STATE_UNREACHABLE'
  | 'TURN_FAILED'
  | 'QUEUE_FULL';

export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'Fault';
  }
}

/** The code of whatever was thrown: ours, the system's (EADDRINUSE …), or TURN_FAILED where there is none. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'TURN_FAILED';
}
