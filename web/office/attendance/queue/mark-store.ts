import { type KeptMark, keyOf } from "./mark-queue.ts";

const database = "chalkline-marks";
const table = "marks";

type Row = KeptMark & { readonly owner: string };

/** One mark that was answered: forgotten, or when something newer was said since, what that now rests on. */
export interface Answered {
  readonly sent: KeptMark;
  /** Null while it waits for a decision: it stays as it is. */
  readonly version: number | null;
}

/**
 * Where marks outlive a reload, a lost battery and the end of a session. Every row names its owner, one person in one
 * school, and nothing is ever read but by owner. Where the browser forbids it they live as long as the page.
 */
export interface MarkStore {
  all(owner: string): Promise<KeptMark[]>;
  put(owner: string, marks: readonly KeptMark[]): Promise<void>;
  /** Forgets only what is still the mark that was sent: another tab may have said something newer. */
  answered(owner: string, answers: readonly Answered[]): Promise<void>;
  remove(owner: string, marks: readonly KeptMark[]): Promise<void>;
}

export async function openMarkStore(): Promise<MarkStore> {
  try {
    return inDatabase(await open());
  } catch {
    return inMemory();
  }
}

const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(table, { keyPath: ["owner", "studentId", "slotId", "meetsOn"] });
  return done(request);
}

const idOf = (owner: string, mark: KeptMark) => [owner, mark.studentId, mark.slotId, mark.meetsOn];

function inDatabase(db: IDBDatabase): MarkStore {
  function write(work: (rows: IDBObjectStore) => void): Promise<void> {
    const transaction = db.transaction(table, "readwrite");
    work(transaction.objectStore(table));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }
  return {
    async all(owner) {
      const rows = db.transaction(table).objectStore(table);
      // A list sorts behind every text, so this is all of one owner.
      const found = (await done(rows.getAll(IDBKeyRange.bound([owner], [owner, []])))) as Row[];
      return found.map(({ owner: _, ...mark }) => mark);
    },
    put: (owner, marks) =>
      write((rows) => {
        for (const mark of marks) rows.put({ ...mark, owner });
      }),
    answered: (owner, answers) =>
      write((rows) => {
        for (const { sent, version } of answers) {
          if (version === null) continue;
          const request = rows.get(idOf(owner, sent)) as IDBRequest<Row | undefined>;
          request.onsuccess = () => {
            const row = request.result;
            if (row === undefined) return;
            if (row.clientMarkedAtMs === sent.clientMarkedAtMs) rows.delete(idOf(owner, sent));
            else rows.put({ ...row, baseVersion: version });
          };
        }
      }),
    remove: (owner, marks) =>
      write((rows) => {
        for (const mark of marks) rows.delete(idOf(owner, mark));
      }),
  };
}

function inMemory(): MarkStore {
  const rows = new Map<string, KeptMark>();
  return {
    all: async () => [...rows.values()],
    async put(_, marks) {
      for (const mark of marks) rows.set(keyOf(mark), mark);
    },
    async answered(_, answers) {
      for (const { sent, version } of answers) {
        const row = rows.get(keyOf(sent));
        if (version === null || row === undefined) continue;
        if (row.clientMarkedAtMs === sent.clientMarkedAtMs) rows.delete(keyOf(sent));
        else rows.set(keyOf(sent), { ...row, baseVersion: version });
      }
    },
    async remove(_, marks) {
      for (const mark of marks) rows.delete(keyOf(mark));
    },
  };
}
