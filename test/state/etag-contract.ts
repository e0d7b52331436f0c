// The part of the contract about eTags: nobody overwrites, unknowingly, what somebody else wrote meanwhile.
import type { StoreItem, StoreItems } from 'botbuilder';
import type { StateStorage } from '../../src/state/state-storage';

const conflict = expect.objectContaining({ code: 'STATE_CONFLICT' });

/** Part of describeStorageContract, which opens and closes the store of each test. */
export const describeETags = (storage: () => StateStorage): void => {
  const readItem = async (key: string): Promise<StoreItem> => (await storage().read([key]))[key];
  const eTagOf = async (key: string): Promise<string | undefined> => (await readItem(key)).eTag;

  describe('eTags', () => {
    test('a write with the eTag that was read succeeds, once', async () => {
      await storage().write({ a: { n: 1 } });
      const eTag = await eTagOf('a');
      await storage().write({ a: { n: 2, eTag } });
      expect(await eTagOf('a')).not.toBe(eTag);
      await expect(storage().write({ a: { n: 3, eTag } })).rejects.toEqual(conflict);
      expect((await readItem('a')).n).toBe(2);
    });

    test.each([['*'], [undefined], ['']])('with the eTag %j the last write wins', async (eTag) => {
      await storage().write({ a: { n: 1, eTag } });
      await storage().write({ a: { n: 2, eTag } });
      expect((await readItem('a')).n).toBe(2);
    });

    test('writing the same content still takes the eTag away from others', async () => {
      await storage().write({ a: { n: 1 } });
      const eTag = await eTagOf('a');
      await storage().write({ a: { n: 1 } });
      await expect(storage().write({ a: { n: 2, eTag } })).rejects.toEqual(conflict);
    });

    test('a late write does not bring a deleted item back', async () => {
      await storage().write({ a: { n: 1 } });
      const eTag = await eTagOf('a');
      await storage().delete(['a']);
      await expect(storage().write({ a: { n: 2, eTag } })).rejects.toEqual(conflict);
      expect(await storage().read(['a'])).toEqual({});
    });

    test('an eTag of an earlier life of the key is refused', async () => {
      await storage().write({ a: { n: 1 } });
      const eTag = await eTagOf('a');
      await storage().delete(['a']);
      await storage().write({ a: { n: 2 } });
      await expect(storage().write({ a: { n: 3, eTag } })).rejects.toEqual(conflict);
    });

    test('an eTag that is no text is refused', async () => {
      await expect(storage().write({ a: { eTag: 7 } })).rejects.toThrow('eTag');
    });

    test.each([[['taken', 'a', 'b']], [['a', 'taken', 'b']], [['a', 'b', 'taken']]])(
      'one conflict among %j undoes the whole write',
      async (keys) => {
        await storage().write({ a: { n: 1 }, taken: { n: 1 } });
        const changes: StoreItems = { a: { n: 2 }, b: { n: 2 }, taken: { n: 2, eTag: 'of-somebody-else' } };
        const write = storage().write(Object.fromEntries(keys.map((key) => [key, changes[key]])));
        await expect(write).rejects.toEqual(conflict);
        const items = await storage().read(['a', 'b', 'taken']);
        expect(items).toEqual({ a: expect.objectContaining({ n: 1 }), taken: expect.objectContaining({ n: 1 }) });
      },
    );

    test('of many writers with one eTag exactly one wins', async () => {
      await storage().write({ a: { n: 0 } });
      const eTag = await eTagOf('a');
      const writes = Array.from({ length: 20 }, (_, n) => storage().write({ a: { n, eTag } }));
      const won = (await Promise.allSettled(writes)).flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []));
      expect(won).toEqual([(await readItem('a')).n]);
    });
  });
};
