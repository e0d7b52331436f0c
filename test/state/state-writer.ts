// A process of its own that shares a state file: once told to go it adds to a number, says so, and stays alive.
import { createSqliteStorage } from '../../src/state/sqlite-storage';
import { StateError } from '../../src/state/state-error';

const [, , file = '', times = '1'] = process.argv;
const storage = createSqliteStorage(file);

const hasAdded = async (): Promise<boolean> => {
  const { total } = await storage.read(['total']);
  try {
    await storage.write({ total: { ...total, n: total.n + 1 } });
    return true;
  } catch (error) {
    if (error instanceof StateError && error.code === 'STATE_CONFLICT') return false;
    throw error;
  }
};

const main = async (): Promise<void> => {
  for (let done = 0; done < Number(times); ) if (await hasAdded()) done += 1;
  process.send?.('written');
};

// Listening also keeps the process alive, until it is killed or its parent is gone.
process.on('message', () => void main());
process.send?.('ready');
