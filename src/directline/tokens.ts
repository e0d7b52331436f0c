// What the web chat shows to prove itself: tokens (the conversation of one patient), tickets (one stream, once) and passes
// (the summary of one conversation, and to delete it or go on with it). Invariant: none of the three is taken for another, and none outlives its time.
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

/** What a pass opens: the conversation whose state is kept under this key. */
export interface Pass {
  readonly stateKey: string;
  /** Whose it is, where the conversation is ours: the pass is good for a new token of it. */
  readonly holder?: Holder;
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
  issuePass(pass: Pass): string;
  /** What the pass opens; undefined where it is no pass of ours, or too old. */
  verifyPass(pass: string): Pass | undefined;
}

const tokenClaims = z.object({ conv: z.string(), user: z.string() });
const ticketClaims = z.object({ conv: z.string(), after: z.number(), jti: z.string(), exp: z.number() });
const passClaims = z.object({ sub: z.string(), conv: z.string().optional(), user: z.string().optional() });

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

    issuePass: ({ stateKey, holder }) =>
      sign(
        { sub: stateKey, ...(holder ? { conv: holder.conversationId, user: holder.userId } : {}) },
        'summary',
        PASS_SECONDS,
      ),

    verifyPass: (pass) =>
      attempt(() => {
        const { sub, conv, user } = passClaims.parse(read(pass, 'summary'));
        const isOurs = conv !== undefined && user !== undefined;
        return { stateKey: sub, ...(isOurs ? { holder: { conversationId: conv, userId: user } } : {}) };
      }),
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
