// What the web chat shows to prove itself: tokens (the conversation of one patient), tickets (one stream, once) and passes
// (the summary of one conversation). Invariant: none of the three is taken for another, and none outlives its time.
import { randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';

export const TOKEN_SECONDS = 30 * 60;
const TICKET_SECONDS = 60;
const PASS_SECONDS = 24 * 60 * 60;
/** The only one that is taken: what a token says of itself is no proof. */
const ALGORITHM = 'HS256';

/** Whose conversation a token opens. */
export interface Holder {
  readonly conversationId: string;
  readonly userId: string;
}

/** What a ticket opens: the stream of a conversation, from a place in its log on. */
export interface Ticket {
  readonly conversationId: string;
  readonly after: number;
}

export interface Tokens {
  /** For a new patient in a new conversation. */
  newHolder(): Holder;
  issue(holder: Holder): string;
  /** `expired`: it was ours once. `forged`: it never was. */
  verify(token: string): Holder | 'expired' | 'forged';
  issueTicket(ticket: Ticket): string;
  /** Takes a ticket the first time it is shown. */
  redeemTicket(ticket: string): Ticket | undefined;
  /** A pass for the summary of the conversation whose state is kept under this key. */
  issuePass(stateKey: string): string;
  /** The key of the state whose summary the pass opens; undefined where it is no pass of ours, or too old. */
  verifyPass(pass: string): string | undefined;
}

const tokenClaims = z.object({ conv: z.string(), user: z.string() });
const ticketClaims = z.object({ conv: z.string(), after: z.number(), jti: z.string(), exp: z.number() });
const passClaims = z.object({ sub: z.string() });

/** `key` is kept, so that tokens and passes survive a restart; tickets do not, since their uses are remembered here alone. */
export function createTokens(key: Buffer, now: () => Date): Tokens {
  const ticketKey = randomBytes(32);
  const used = new Map<string, number>();
  const seconds = (): number => Math.floor(now().getTime() / 1000);
  const sign = (claims: object, audience: string, lasts: number): string =>
    jwt.sign({ ...claims, aud: audience, iat: seconds(), exp: seconds() + lasts }, keyOf(audience), {
      algorithm: ALGORITHM,
    });
  const keyOf = (audience: string): Buffer => (audience === 'stream' ? ticketKey : key);
  const read = (text: string, audience: string): unknown =>
    jwt.verify(text, keyOf(audience), { algorithms: [ALGORITHM], audience, clockTimestamp: seconds() });

  return {
    newHolder: () => ({
      conversationId: randomBytes(16).toString('base64url'),
      userId: `dl_${randomBytes(16).toString('hex')}`,
    }),

    issue: ({ conversationId, userId }) => sign({ conv: conversationId, user: userId }, 'direct-line', TOKEN_SECONDS),

    verify(token) {
      try {
        const { conv, user } = tokenClaims.parse(read(token, 'direct-line'));
        return { conversationId: conv, userId: user };
      } catch (error) {
        return error instanceof jwt.TokenExpiredError ? 'expired' : 'forged';
      }
    },

    issueTicket: ({ conversationId, after }) =>
      sign({ conv: conversationId, after, jti: randomBytes(12).toString('base64url') }, 'stream', TICKET_SECONDS),

    redeemTicket(ticket) {
      const claims = attempt(() => ticketClaims.parse(read(ticket, 'stream')));
      if (!claims || used.has(claims.jti)) return undefined;
      for (const [jti, exp] of used) {
        if (exp >= seconds()) break;
        used.delete(jti);
      }
      used.set(claims.jti, claims.exp);
      return { conversationId: claims.conv, after: claims.after };
    },

    issuePass: (stateKey) => sign({ sub: stateKey }, 'summary', PASS_SECONDS),

    verifyPass: (pass) => attempt(() => passClaims.parse(read(pass, 'summary')).sub),
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
