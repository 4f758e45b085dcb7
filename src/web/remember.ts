/** Remembers what never changes: values by a key that names immutable rows. The least used leave first. */

/** Gets the value of a key, making it on the first call. A failed making is not remembered. */
export type Remember<Value> = (key: string, make: () => Promise<Value>) => Promise<Value>;

/** A memory of at most `most` values. */
export function createMemory<Value>(most: number): Remember<Value> {
  const values = new Map<string, Value>();
  return async (key, make) => {
    const known = values.get(key);
    const value = known ?? (await make());
    values.delete(key);
    values.set(key, value);
    const oldest = values.keys().next();
    if (values.size > most && !oldest.done) values.delete(oldest.value);
    return value;
  };
}
