const namespace = "chalkline:";

/** Two schools, or two people, in one browser must never see each other's drafts: every key names both. */
export function userStorage(accountId: string, userId: string) {
  const prefix = `${namespace}${accountId}:${userId}:`;
  return {
    get<T>(key: string): T | undefined {
      const text = localStorage.getItem(prefix + key);
      if (text === null) return undefined;
      try {
        return JSON.parse(text) as T;
      } catch {
        localStorage.removeItem(prefix + key);
        return undefined;
      }
    },
    set(key: string, value: unknown) {
      try {
        localStorage.setItem(prefix + key, JSON.stringify(value));
      } catch {
        // A full or forbidden storage costs a convenience, never an act.
      }
    },
    remove: (key: string) => localStorage.removeItem(prefix + key),
    wipe() {
      for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
    },
  };
}

export type UserStorage = ReturnType<typeof userStorage>;
