// What every store's log of conversations must do. Part of the suite of a store; see storage-contract.ts.
import type { ConversationLog, LogEntry } from '../../src/state/conversation-log';
import type { StateStorage } from '../../src/state/state-storage';

export interface Clock {
  time: number;
}

/** `open` gives an empty store that takes its time from the clock; the suite closes it. */
export const describeLogContract = (name: string, open: (clock: Clock) => StateStorage): void => {
  describe(`${name} keeps the contract of a log of conversations`, () => {
    const clock: Clock = { time: 0 };
    let storage: StateStorage;
    let log: ConversationLog;
    beforeEach(async () => {
      clock.time = 1000;
      storage = open(clock);
      log = storage.log;
    });
    afterEach(() => storage.close());

    const textsOf = (entries: readonly LogEntry[] | undefined): unknown[] | undefined =>
      entries?.map(({ activity }) => activity.text);
    const all = (key: string) => log.readAfter(key, 0);

    describe('beginning', () => {
      test('a conversation begins once, also when it is begun twice at the same time', async () => {
        expect((await Promise.all([log.begin('a'), log.begin('a')])).sort()).toEqual([false, true]);
        expect(await log.begin('a')).toBe(false);
        expect(await log.begin('b')).toBe(true);
      });

      test('one that was not begun has no place, nothing to read, and takes nothing', async () => {
        expect(await log.lastPlace('a')).toBeUndefined();
        expect(await all('a')).toBeUndefined();
        expect(await log.append('a', [{ text: 'x' }])).toBeUndefined();
        expect(await log.post('a', { text: 'x' }, 'one')).toBeUndefined();
        expect(await log.isUnhandled('a', 1)).toBe(false);
        await expect(log.markHandled('a', 1)).resolves.toBeUndefined();
        await expect(log.forget('a')).resolves.toBeUndefined();
        await expect(log.erase('a')).resolves.toBeUndefined();
      });

      test.each(['', undefined as never])('%j is no key', async (key) => {
        await expect(log.begin(key)).rejects.toThrow('not empty');
        await expect(log.append(key, [])).rejects.toThrow('not empty');
      });
    });

    describe('what is said', () => {
      beforeEach(() => log.begin('a'));

      test('is read in order, from any place on, and comes back whole', async () => {
        const activity = { text: 'é😀"\\\n\0\ud800', data: { list: [1, null, { deep: true }] } };
        const [first, second] = (await log.append('a', [activity, { text: 'two' }])) ?? [];
        const third = await log.post('a', { text: 'three' });
        expect(await all('a')).toEqual([first, second, third?.entry]);
        expect(first?.activity).toEqual(activity);
        expect(textsOf(await log.readAfter('a', first?.at ?? 0))).toEqual(['two', 'three']);
        expect(textsOf(await log.readAfter('a', 0, 2))).toEqual([activity.text, 'two']);
        expect(await log.readAfter('a', third?.entry.at ?? 0)).toEqual([]);
        expect(await log.lastPlace('a')).toBe(third?.entry.at);
      });

      test('has places that rise, and are times, whatever the clock does', async () => {
        const places: (number | undefined)[] = [];
        for (const time of [2000, 2000, 1500, -5, 9000, 9001]) {
          clock.time = time;
          places.push((await log.append('a', [{}]))?.[0]?.at);
        }
        expect(places).toEqual([2000, 2001, 2002, 2003, 9000, 9001]);
      });

      test('belongs to its conversation alone', async () => {
        await log.begin('b');
        await log.append('a', [{ text: 'mine' }]);
        expect(await all('b')).toEqual([]);
      });

      test('nothing said is nothing added', async () => {
        expect(await log.append('a', [])).toEqual([]);
        expect(await all('a')).toEqual([]);
      });

      test('is bounded: of very many the oldest go, and of very large ones as well', async () => {
        for (let number = 0; number < 450; number++) await log.append('a', [{ text: number }]);
        const many = textsOf(await all('a')) ?? [];
        expect(many.length).toBe(400);
        expect(many.at(-1)).toBe(449);
        for (let number = 0; number < 12; number++) await log.append('a', [{ text: 'x'.repeat(99_000), number }]);
        const large = (await all('a')) ?? [];
        expect(JSON.stringify(large).length).toBeLessThan(1_100_000);
        expect(large.at(-1)?.activity.number).toBe(11);
        expect(large.length).toBeGreaterThan(8);
      });
    });

    describe('what is posted', () => {
      beforeEach(() => log.begin('a'));

      test('is kept once for each client id, also when it comes twice at the same time', async () => {
        const posted = await Promise.all([1, 2, 3].map((copy) => log.post('a', { text: 'hello', copy }, 'one')));
        expect(posted.map((one) => one?.isNew)).toEqual([true, false, false]);
        expect(new Set(posted.map((one) => one?.entry.at)).size).toBe(1);
        expect(posted.map((one) => one?.entry.activity.copy)).toEqual([1, 1, 1]);
        expect((await all('a'))?.length).toBe(1);
      });

      test('without a client id, or in another conversation, it is another', async () => {
        await log.begin('b');
        const posted = [
          await log.post('a', {}, 'one'),
          await log.post('a', {}),
          await log.post('a', {}),
          await log.post('a', {}, 'two'),
          await log.post('b', {}, 'one'),
        ];
        expect(posted.map((one) => one?.isNew)).toEqual(Array(5).fill(true));
      });

      test('is handled once that is said', async () => {
        const first = await log.post('a', {}, 'one');
        expect(first?.isHandled).toBe(false);
        expect((await log.post('a', {}, 'one'))?.isHandled).toBe(false);
        const at = first?.entry.at ?? 0;
        expect(await log.isUnhandled('a', at)).toBe(true);
        await log.markHandled('a', at);
        expect(await log.isUnhandled('a', at)).toBe(false);
        expect((await log.post('a', {}, 'one'))?.isHandled).toBe(true);
        expect(await log.isUnhandled('a', at + 1)).toBe(false);
      });

      test.each(['x\0y', '__proto__', '名前', `'";--`, '\ud800'])('%j is a client id like any other', async (id) => {
        expect((await log.post('a', {}, id))?.isNew).toBe(true);
        expect((await log.post('a', {}, id))?.isNew).toBe(false);
        expect((await log.post('a', {}, `${id} `))?.isNew).toBe(true);
      });
    });

    describe('forgetting and erasing', () => {
      beforeEach(async () => {
        await log.begin('a');
        await log.begin('b');
        await storage.write({ a: { answers: 1 }, b: { answers: 2 } });
        await log.append('a', [{ text: 'welcome' }]);
        await log.append('b', [{ text: 'other' }]);
      });

      test('what is forgotten takes the state with it; the conversation goes on, later than before', async () => {
        const before = (await log.lastPlace('a')) ?? 0;
        await log.forget('a');
        expect(await storage.read(['a'])).toEqual({});
        expect(await all('a')).toEqual([]);
        clock.time = 0;
        const [entry] = (await log.append('a', [{ text: 'deleted' }])) ?? [];
        expect(entry?.at).toBeGreaterThan(before);
        expect(textsOf(await all('b'))).toEqual(['other']);
        expect(Object.keys(await storage.read(['b']))).toEqual(['b']);
      });

      test('what was posted and is not handled keeps its place, without its words', async () => {
        const done = await log.post('a', { text: 'before' }, 'zero');
        await log.markHandled('a', done?.entry.at ?? 0);
        const posted = await log.post('a', { text: 'delete my data' }, 'one');
        await log.forget('a');
        expect(await all('a')).toEqual([]);
        const at = posted?.entry.at ?? 0;
        expect(await log.isUnhandled('a', at)).toBe(true);
        expect(await log.isUnhandled('a', done?.entry.at ?? 0)).toBe(false);
        const again = await log.post('a', { text: 'delete my data' }, 'one');
        expect(again).toMatchObject({ isNew: false, entry: { at, activity: { text: 'delete my data' } } });
      });

      test('what is erased is gone with its conversation, and may begin anew', async () => {
        const posted = await log.post('a', { text: 'x' }, 'one');
        await log.erase('a');
        expect(await all('a')).toBeUndefined();
        expect(await log.isUnhandled('a', posted?.entry.at ?? 0)).toBe(false);
        expect(await storage.read(['a'])).toEqual({});
        expect(await log.begin('a')).toBe(true);
        expect(await all('a')).toEqual([]);
        expect(textsOf(await all('b'))).toEqual(['other']);
      });
    });

    describe('age', () => {
      test('a conversation expires with its last word, and its state with it', async () => {
        await log.begin('old');
        await log.begin('young');
        await storage.write({ old: {}, young: {} });
        await log.append('old', [{ text: 'x' }]);
        clock.time = 5000;
        await log.append('young', [{ text: 'y' }]);
        await storage.write({ young: {} });
        expect(await storage.deleteOlderThan(new Date(5000))).toBe(1);
        expect(await all('old')).toBeUndefined();
        expect(textsOf(await all('young'))).toEqual(['y']);
      });

      test('a conversation in which the patient has said nothing can be erased earlier', async () => {
        for (const key of ['silent', 'spoken', 'late']) {
          clock.time = key === 'late' ? 5000 : 1000;
          await log.begin(key);
          await log.append(key, [{ text: 'welcome' }]);
          await storage.write({ [key]: {} });
        }
        clock.time = 1000;
        await log.post('spoken', { text: 'hello' });
        expect(await log.eraseSilent(new Date(5000))).toBe(1);
        expect(await Promise.all(['silent', 'spoken', 'late'].map((key) => log.lastPlace(key)))).toEqual([
          undefined,
          expect.any(Number),
          expect.any(Number),
        ]);
        expect(Object.keys(await storage.read(['silent', 'spoken', 'late'])).sort()).toEqual(['late', 'spoken']);
      });
    });

    test('a secret is made once for each name, and is of 32 bytes', () => {
      const secret = storage.secret('one');
      expect(secret.length).toBe(32);
      expect(storage.secret('one')).toEqual(secret);
      expect(storage.secret('two')).not.toEqual(secret);
    });

    test('a closed store refuses the log as well', async () => {
      await storage.close();
      const unreachable = expect.objectContaining({ code: 'STATE_UNREACHABLE' });
      await expect(log.begin('a')).rejects.toEqual(unreachable);
      await expect(log.readAfter('a', 0)).rejects.toEqual(unreachable);
      await expect(log.post('a', {})).rejects.toEqual(unreachable);
      expect(() => storage.secret('one')).toThrow(unreachable);
    });
  });
};
