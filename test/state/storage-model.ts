// A Map with a count of writes: the simplest store that keeps the contract. Random sequences compare a real one with it.
import fc from 'fast-check';
import type { StateStorage } from '../../src/state/state-storage';

const keys = ['a', 'b', 'a/b', '__proto__'];
const key = fc.constantFrom(...keys);
const value = fc.jsonValue({ maxDepth: 2 });
// "seen" writes with the eTag of the last read of that key, however long ago.
const change = fc.record({ key, value, eTag: fc.constantFrom('none', '*', 'seen') });
const step = fc.oneof(
  fc.record({ act: fc.constant('read' as const), keys: fc.uniqueArray(key) }),
  fc.record({ act: fc.constant('delete' as const), keys: fc.uniqueArray(key) }),
  fc.record({
    act: fc.constant('write' as const),
    changes: fc.uniqueArray(change, { selector: (of) => of.key, maxLength: 3 }),
  }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const createModel = (storage: StateStorage) => {
  const items = new Map<string, { readonly value: unknown; readonly written: number }>();
  const seen = new Map<string, { readonly eTag: string; readonly written: number }>();
  let writes = 0;

  const isTaken = (of: Change): boolean => {
    const last = of.eTag === 'seen' ? seen.get(of.key) : undefined;
    return last !== undefined && items.get(of.key)?.written !== last.written;
  };

  const toItem = (of: Change) => {
    const eTag = { none: undefined, '*': '*', seen: seen.get(of.key)?.eTag }[of.eTag];
    return eTag === undefined ? { value: of.value } : { value: of.value, eTag };
  };

  const write = async (changes: readonly Change[]): Promise<void> => {
    const result = storage.write(Object.fromEntries(changes.map((of) => [of.key, toItem(of)])));
    if (changes.some(isTaken)) return expect(result).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    await result;
    writes += 1;
    for (const of of changes) items.set(of.key, { value: of.value, written: writes });
  };

  const read = async (wanted: readonly string[]): Promise<void> => {
    const found = await storage.read([...wanted]);
    for (const name of wanted) {
      const item = items.get(name);
      // As JSON: -0 becomes 0, in any store.
      expect(found[name] && JSON.stringify(found[name].value)).toBe(item && JSON.stringify(item.value));
      if (item) seen.set(name, { eTag: found[name].eTag, written: item.written });
    }
    expect(Object.keys(found).sort()).toEqual(wanted.filter((name) => items.has(name)).sort());
  };

  return {
    run: async (of: Step): Promise<void> => {
      if (of.act === 'write') return write(of.changes);
      if (of.act === 'read') return read(of.keys);
      await storage.delete(of.keys);
      for (const name of of.keys) items.delete(name);
    },
    finish: () => read(keys),
  };
};

/** Runs random sequences on the store, each from empty. */
export const behavesLikeAMap = (storage: StateStorage): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      await storage.delete(keys);
      const model = createModel(storage);
      for (const of of steps) await model.run(of);
      await model.finish();
    }),
    { numRuns: 100 },
  );
