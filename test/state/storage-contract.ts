// What every state store must do, whatever it is made of. A new store runs this suite before it is offered.
import type { StoreItem } from 'botbuilder';
import type { StateStorage } from '../../src/state/state-storage';
import { describeETags } from './etag-contract';
import { behavesLikeAMap } from './storage-model';

const unreachable = expect.objectContaining({ code: 'STATE_UNREACHABLE' });

/** `open` gives an empty store, and the suite closes it. */
export const describeStorageContract = (name: string, open: () => StateStorage): void => {
  describe(`${name} keeps the contract of a state store`, () => {
    let storage: StateStorage;
    beforeEach(() => {
      storage = open();
    });
    afterEach(() => storage.close());

    const readItem = async (key: string): Promise<StoreItem> => (await storage.read([key]))[key];

    describe('values', () => {
      test('what was written is read, with an eTag', async () => {
        await storage.write({ a: { answers: { age: 30, list: [1, null, 'x'] } } });
        expect(await readItem('a')).toEqual({ answers: { age: 30, list: [1, null, 'x'] }, eTag: expect.any(String) });
      });

      test('missing keys are absent, names of Object.prototype as well', async () => {
        await storage.write({ a: {} });
        const items = await storage.read(['a', 'b', 'constructor', '__proto__', 'toString']);
        expect(Object.keys(items)).toEqual(['a']);
        expect(['b', 'constructor', '__proto__', 'toString'].map((key) => items[key])).toEqual(
          Array(4).fill(undefined),
        );
      });

      test('no keys and no changes are no work', async () => {
        expect(await storage.read([])).toEqual({});
        await expect(storage.write({})).resolves.toBeUndefined();
        await expect(storage.delete([])).resolves.toBeUndefined();
      });

      test('an item read is a fresh copy', async () => {
        const written = { list: [1] };
        await storage.write({ a: written });
        written.list.push(2);
        (await readItem('a')).list.push(3);
        expect((await readItem('a')).list).toEqual([1]);
      });

      test('an item of 1 MB comes back whole', async () => {
        const text = 'é😀"\\\n'.repeat(100_000);
        await storage.write({ a: { text } });
        expect((await readItem('a')).text).toBe(text);
      });

      test('null bytes and half characters come back whole', async () => {
        await storage.write({ a: { text: 'x\0y\ud800z' } });
        expect((await readItem('a')).text).toBe('x\0y\ud800z');
      });

      test.each([
        ['null', null],
        ['a text', 'x'],
        ['a list', []],
        ['nothing', undefined],
      ])('%s is no item, and is refused', async (_what, item) => {
        await expect(storage.write({ good: {}, bad: item })).rejects.toThrow('must be an object');
        expect(await storage.read(['good', 'bad'])).toEqual({});
      });

      test('an item that JSON cannot hold is refused, and nothing is written', async () => {
        await expect(storage.write({ good: {}, bad: { size: 1n } })).rejects.toThrow(TypeError);
        expect(await storage.read(['good'])).toEqual({});
      });
    });

    describe('keys', () => {
      const odd = [
        'a/b\\c',
        '名前 😀',
        `'"\`;--%_?`,
        '__proto__',
        'constructor',
        ' ',
        'x\0y',
        'x\0z',
        '\ud800',
        '\ud801',
      ];

      test.each([...odd, 'k'.repeat(2000)].map((key) => ({ name: key.slice(0, 20), key })))(
        '$name is a key like any other',
        async ({ key }) => {
          await storage.write(Object.fromEntries([[key, { mine: true }]]));
          expect(Object.entries(await storage.read([key]))).toEqual([[key, { mine: true, eTag: expect.any(String) }]]);
          await storage.delete([key]);
          expect(Object.keys(await storage.read([key]))).toEqual([]);
        },
      );

      test('keys that look alike are told apart', async () => {
        const keys = [...odd, 'x', 'X', 'x ', 'é', 'e\u0301', '\ufffd'];
        await storage.write(Object.fromEntries(keys.map((key, at) => [key, { at }])));
        const items = await storage.read(keys);
        expect(keys.map((key) => items[key].at)).toEqual(keys.map((_key, at) => at));
      });

      test('an empty key is refused, and nothing is done', async () => {
        await expect(storage.write({ a: {}, '': {} })).rejects.toThrow('not empty');
        await expect(storage.read(['a', ''])).rejects.toThrow('not empty');
        expect(await storage.read(['a'])).toEqual({});
        await storage.write({ a: {} });
        await expect(storage.delete(['a', ''])).rejects.toThrow('not empty');
        expect(Object.keys(await storage.read(['a']))).toEqual(['a']);
      });
    });

    describeETags(() => storage);

    describe('deleting and closing', () => {
      test('what is deleted is gone, the rest stays, a missing key is no fault', async () => {
        await storage.write({ a: {}, b: {}, c: {} });
        await storage.delete(['a', 'missing', 'c']);
        expect(Object.keys(await storage.read(['a', 'b', 'c']))).toEqual(['b']);
      });

      test('only what is older than the date goes', async () => {
        await storage.write({ a: {}, b: {} });
        expect(await storage.deleteOlderThan(new Date(0))).toBe(0);
        expect(await storage.deleteOlderThan(new Date(Date.now() + 60_000))).toBe(2);
        expect(await storage.read(['a', 'b'])).toEqual({});
      });

      test('a closed store is not reachable, refuses work, and may be closed again', async () => {
        await storage.write({ a: {} });
        expect(await storage.isReachable()).toBe(true);
        await storage.close();
        expect(await storage.isReachable()).toBe(false);
        await expect(storage.read(['a'])).rejects.toEqual(unreachable);
        await expect(storage.write({ a: {} })).rejects.toEqual(unreachable);
        await expect(storage.delete(['a'])).rejects.toEqual(unreachable);
        await expect(storage.deleteOlderThan(new Date())).rejects.toEqual(unreachable);
        await expect(storage.close()).resolves.toBeUndefined();
      });
    });

    test('any sequence of reads, writes and deletes is that of a Map', () => behavesLikeAMap(storage));
  });
};
