// Reads the body of a request: JSON, plain, of limited size. Restify's own reader inflates gzip without a limit, and ends
// the process on gzip that is broken.
import type { Request, RequestHandler, Response } from 'restify';
import { refuse } from './refusals';

/** How many times the limit is still read, and dropped, so that the caller hears the refusal before the line is cut. */
const DRAIN_TIMES = 16;

/** 415: no plain JSON; 413: too large; 400: cannot be parsed. */
export type BodyFault = 400 | 413 | 415;

/** `answer`: how a body that cannot be taken is refused, where not in the usual shape. */
export function createJsonBodyReader(
  mostBytes: number,
  answer: (response: Response, fault: BodyFault) => void = refuse,
): RequestHandler {
  return async (request, response) => {
    if (!isPlainJson(request)) {
      answer(response, 415);
      return false;
    }
    const bytes = await readBytes(request, mostBytes);
    // The caller has hung up.
    if (bytes === undefined) return false;
    if (bytes === 'too-large') {
      answer(response, 413);
      return false;
    }
    try {
      request.body = JSON.parse(new TextDecoder().decode(bytes), dropPrototypeKeys);
    } catch {
      // No JSON, or nested deeper than the parser can go.
      answer(response, 400);
      return false;
    }
    return undefined;
  };
}

function isPlainJson({ headers }: Request): boolean {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^application\/(?:[\w.-]+\+)?json$/.test(type) && /^(identity)?$/i.test(headers['content-encoding'] ?? '');
}

function readBytes(request: Request, most: number): Promise<Buffer | 'too-large' | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
      else if (length > most * DRAIN_TIMES) request.destroy();
    });
    request.once('end', () => resolve(length > most ? 'too-large' : Buffer.concat(chunks)));
    request.once('error', () => resolve(undefined));
    request.once('close', () => resolve(undefined));
    request.resume();
  });
}

/** Reads a body that is refused anyway, up to so many bytes: a browser that is cut off while it sends never sees the answer. */
export function dropBody(request: Request, mostBytes: number): Promise<unknown> {
  return readBytes(request, mostBytes / DRAIN_TIMES);
}

/** Keys that could reach an object's prototype are no part of any activity. */
function dropPrototypeKeys(key: string, value: unknown): unknown {
  return key === '__proto__' || key === 'constructor' || key === 'prototype' ? undefined : value;
}
