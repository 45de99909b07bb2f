interface Kept {
  readonly text: string;
  readonly etag: string;
}

/** What the sandbox processor asks of its bucket, in memory: for tests in which thousands of payments are made. */
export function memoryBucket(): R2Bucket {
  const kept = new Map<string, Kept>();
  let puts = 0;
  const bucket: Pick<R2Bucket, "delete"> & Record<"get" | "put" | "list", unknown> = {
    get: async (key: string) => {
      const found = kept.get(key);
      return found ? { key, etag: found.etag, json: async () => JSON.parse(found.text) as unknown } : null;
    },
    put: async (key: string, text: string, { onlyIf }: { onlyIf?: R2Conditional } = {}) => {
      const before = kept.get(key)?.etag;
      if (onlyIf?.etagDoesNotMatch === "*" && before !== undefined) return null;
      if (onlyIf?.etagMatches !== undefined && onlyIf.etagMatches !== before) return null;
      puts += 1;
      kept.set(key, { text, etag: String(puts) });
      return { key, etag: String(puts) };
    },
    delete: async (keys) => {
      for (const key of [keys].flat()) kept.delete(key);
    },
    list: async ({ prefix = "", limit = 1_000, cursor = "" }: R2ListOptions) => {
      const keys = [...kept.keys()].filter((key) => key.startsWith(prefix) && key > cursor).sort();
      const page = keys.slice(0, limit);
      return { objects: page.map((key) => ({ key })), truncated: keys.length > limit, cursor: page.at(-1) };
    },
  };
  return bucket as unknown as R2Bucket;
}
