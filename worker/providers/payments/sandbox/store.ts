const ROOT = "local/payments/";
const MAX_TRIES = 20;

/** The sandbox's own records of one account: JSON objects in the local file store, changed one at a time each. */
export class SandboxStore {
  readonly #files: R2Bucket;
  readonly #prefix: string;

  constructor(files: R2Bucket, accountId: string) {
    this.#files = files;
    this.#prefix = `${ROOT}accounts/${accountId}/`;
  }

  async get<T>(key: string): Promise<T | null> {
    const found = await this.#files.get(this.#path(key));
    return found ? found.json<T>() : null;
  }

  async put(key: string, value: object): Promise<void> {
    await this.#files.put(this.#path(key), JSON.stringify(value));
  }

  /** Writes it unless it is there already, which is then the answer. */
  async create<T extends object>(
    key: string,
    value: T,
  ): Promise<{ readonly value: T; readonly isNew: boolean }> {
    const onlyIf = { etagDoesNotMatch: "*" };
    const written = await this.#files.put(this.#path(key), JSON.stringify(value), { onlyIf });
    if (written) return { value, isNew: true };
    const found = await this.get<T>(key);
    if (!found) throw new Error(`${key} was there and is gone`);
    return { value: found, isNew: false };
  }

  /** Changes what is there and answers what is there afterwards; `change` may run again, and null leaves it. */
  async update<T extends object>(key: string, change: (value: T) => T | null): Promise<T | null> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const found = await this.#files.get(this.#path(key));
      if (!found) return null;
      const before = await found.json<T>();
      const after = change(before);
      if (!after) return before;
      const onlyIf = { etagMatches: found.etag };
      if (await this.#files.put(this.#path(key), JSON.stringify(after), { onlyIf })) return after;
    }
    throw new Error(`${key} is changed too often at once`);
  }

  async remove(key: string): Promise<void> {
    await this.#files.delete(this.#path(key));
  }

  /** The last ones by key, the latest first. */
  async last<T>(folder: string, limit: number): Promise<T[]> {
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#files.list({
        prefix: `${this.#prefix}${folder}/`,
        ...(cursor ? { cursor } : {}),
      });
      keys.push(...page.objects.map(({ key }) => key));
      cursor = page.truncated ? page.cursor : undefined;
    } while (cursor);
    const bodies = await Promise.all(
      keys
        .slice(-limit)
        .reverse()
        .map((key) => this.#files.get(key)),
    );
    return Promise.all(bodies.flatMap((body) => (body ? [body.json<T>()] : [])));
  }

  #path(key: string): string {
    return `${this.#prefix}${key}.json`;
  }
}

/** What waits for its time, of all accounts, in the order of time. */
export interface Due {
  readonly atMs: number;
  readonly accountId: string;
  readonly kind: "charge" | "event";
  readonly id: string;
}

const DUE = `${ROOT}due/`;
const keyOfDue = ({ atMs, accountId, kind, id }: Due) =>
  `${DUE}${String(atMs).padStart(15, "0")}/${accountId}/${kind}/${encodeURIComponent(id)}`;

export async function putDue(files: R2Bucket, due: Due): Promise<void> {
  await files.put(keyOfDue(due), "");
}

export async function removeDue(files: R2Bucket, due: Due): Promise<void> {
  await files.delete(keyOfDue(due));
}

export async function listDue(files: R2Bucket, untilMs: number, limit: number): Promise<Due[]> {
  const { objects } = await files.list({ prefix: DUE, limit });
  const dues = objects.map(({ key }): Due => {
    const [at, accountId, kind, id] = key.slice(DUE.length).split("/");
    return {
      atMs: Number(at),
      accountId: accountId ?? "",
      kind: kind === "event" ? "event" : "charge",
      id: decodeURIComponent(id ?? ""),
    };
  });
  return dues.filter(({ atMs }) => atMs <= untilMs);
}

/** The accounts that the sandbox knows. */
export async function listAccounts(files: R2Bucket): Promise<string[]> {
  const prefix = `${ROOT}accounts/`;
  const { delimitedPrefixes } = await files.list({ prefix, delimiter: "/" });
  return delimitedPrefixes.map((folder) => folder.slice(prefix.length, -1));
}
