// Tokens, tickets and passes: each opens what it is for, for its time, and nothing else.
import { randomBytes } from 'node:crypto';
import { createTokens } from '../../../src/directline/tokens';

const key = randomBytes(32);
let time = Date.UTC(2026, 0, 1);
const tokens = createTokens(key, () => new Date(time));
const after = (seconds: number): void => {
  time += seconds * 1000;
};
const holder = tokens.newHolder();

test('patients and conversations are named by 128 bits of chance', () => {
  const others = Array.from({ length: 100 }, tokens.newHolder);
  expect(new Set(others.map(({ userId }) => userId)).size).toBe(100);
  expect(new Set(others.map(({ conversationId }) => conversationId)).size).toBe(100);
  expect(holder).toEqual({
    conversationId: expect.stringMatching(/^[\w-]{22}$/),
    userId: expect.stringMatching(/^dl_[0-9a-f]{32}$/),
  });
});

test('a token tells its holder for half an hour, to every process that has the key', () => {
  const token = tokens.issue(holder);
  const other = createTokens(key, () => new Date(time));
  after(1799);
  expect([tokens.verify(token), other.verify(token)]).toEqual([holder, holder]);
  after(1);
  expect(tokens.verify(token)).toBe('expired');
  expect(createTokens(randomBytes(32), () => new Date(time)).verify(token)).toBe('forged');
});

test('a pass opens the summary of its conversation for a day', () => {
  const pass = tokens.issuePass({ stateKey: 'webchat/abc' });
  after(24 * 60 * 60 - 1);
  expect(tokens.verifyPass(pass)).toEqual({ stateKey: 'webchat/abc' });
  after(1);
  expect(tokens.verifyPass(pass)).toBeUndefined();
});

test('a ticket opens its stream once, within a minute, in the process that gave it', () => {
  const ticket = { conversationId: 'abc', after: 7 };
  const [one, two, late] = [ticket, ticket, ticket].map(tokens.issueTicket) as [string, string, string];
  expect(createTokens(key, () => new Date(time)).redeemTicket(one)).toBeUndefined();
  expect(tokens.redeemTicket(one)).toEqual(ticket);
  expect(tokens.redeemTicket(one)).toBeUndefined();
  after(59);
  expect(tokens.redeemTicket(two)).toEqual(ticket);
  after(1);
  expect(tokens.redeemTicket(late)).toBeUndefined();
  expect(tokens.redeemTicket(two)).toBeUndefined();
});

test('none is taken for another', () => {
  const token = tokens.issue(holder);
  const pass = tokens.issuePass({ stateKey: 'webchat/abc' });
  const ticket = tokens.issueTicket({ conversationId: holder.conversationId, after: 0 });
  expect([tokens.verify(pass), tokens.verify(ticket), tokens.verify('')]).toEqual(['forged', 'forged', 'forged']);
  expect([token, ticket, ''].map(tokens.verifyPass)).toEqual([undefined, undefined, undefined]);
  expect([token, pass, ''].map(tokens.redeemTicket)).toEqual([undefined, undefined, undefined]);
});
