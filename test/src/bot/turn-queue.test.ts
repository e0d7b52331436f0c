import { createTurnQueue } from '../../../src/bot/turn-queue';

test('turns of one conversation run one after the other, in the order of arrival', async () => {
  const queue = createTurnQueue();
  const seen: string[] = [];
  const turn = (name: string) => async () => {
    seen.push(`${name} begins`);
    await new Promise(setImmediate);
    seen.push(`${name} ends`);
  };
  await Promise.all(['a', 'b', 'c'].map((name) => queue.run('one', turn(name))));
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('turns of other conversations do not wait', async () => {
  const queue = createTurnQueue();
  let release = (): void => undefined;
  const held = queue.run(
    'one',
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  await expect(queue.run('other', async () => 'done')).resolves.toBe('done');
  release();
  await held;
});

test('a turn that fails tells its own caller, and the next one runs', async () => {
  const queue = createTurnQueue();
  const failed = queue.run('one', async () => {
    throw new Error('no');
  });
  const next = queue.run('one', async () => 'next');
  await expect(failed).rejects.toThrow('no');
  await expect(next).resolves.toBe('next');
});

test('a flood in one conversation is refused, and the places are free again afterwards', async () => {
  const queue = createTurnQueue();
  const flood = () =>
    Array.from({ length: 30 }, () =>
      queue.run(
        'one',
        () =>
          new Promise<void>((resolve) => {
            setImmediate(resolve);
          }),
      ),
    );
  for (let round = 0; round < 2; round++) {
    const results = await Promise.allSettled(flood());
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(10);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'QUEUE_FULL' });
  }
});

test('draining waits for every turn, also those that come meanwhile, and leaves nothing', async () => {
  const queue = createTurnQueue();
  const done: string[] = [];
  const turns = Array.from({ length: 50 }, (_, at) =>
    queue.run(`conversation ${at}`, async () => {
      await new Promise(setImmediate);
      if (at === 0)
        void queue.run('late', async () => {
          done.push('late');
        });
      done.push(String(at));
    }),
  );
  await queue.drain();
  expect(done).toHaveLength(51);
  await Promise.all(turns);
  // With nothing kept, draining again has nothing to wait for.
  await expect(
    Promise.race([
      queue.drain().then(() => 'empty'),
      new Promise((resolve) => {
        setImmediate(resolve, 'still waiting');
      }),
    ]),
  ).resolves.toBe('empty');
});
