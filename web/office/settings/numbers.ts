/** The values of a form with the named fields as numbers: nothing typed is null, and what is no number stays a text. */
export function numbersOf<V extends Record<string, unknown>>(values: V, keys: readonly string[]): V {
  const entries = Object.entries(values).map(([key, value]) => [
    key,
    keys.includes(key) ? numberOf(value) : value,
  ]);
  return Object.fromEntries(entries) as V;
}

function numberOf(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (text === "") return null;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}
