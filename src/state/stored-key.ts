// How a key stands in the file: as a JSON text, since the driver cuts a bare text at its first null byte, so that two keys
// would be one.
export const toStoredKey = (key: string): string => {
  if (typeof key !== 'string' || key === '') throw new TypeError('A state key must be a text that is not empty.');
  return JSON.stringify(key);
};
