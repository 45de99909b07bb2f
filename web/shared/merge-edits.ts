export const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/**
 * Two people edited one record. What only one of them touched is taken from that one; what both changed, differently,
 * is a clash that only a person can settle; until then mine stands.
 */
export function mergeEdits<T extends object>(base: T, mine: T, theirs: T) {
  const keys = Object.keys(mine) as (keyof T & string)[];
  const changed = keys.filter((key) => !same(base[key], mine[key]));
  const merged = { ...theirs };
  for (const key of changed) merged[key] = mine[key];
  const clashes = changed.filter((key) => !same(theirs[key], base[key]) && !same(theirs[key], mine[key]));
  return { merged, clashes };
}

/** The fields that differ, as an edit sends them. */
export function changedOnly<T extends object>(base: T, values: T): Partial<T> {
  const keys = Object.keys(values) as (keyof T)[];
  return Object.fromEntries(
    keys.filter((key) => !same(base[key], values[key])).map((key) => [key, values[key]]),
  ) as Partial<T>;
}
