/** What a browser keeps for the portal of one school; one that keeps nothing costs a convenience, never an act. */
export function keptText(key: string, store: () => Storage) {
  return {
    read(): string | undefined {
      try {
        return store().getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(text: string): void {
      try {
        store().setItem(key, text);
      } catch {
        // It lasts as long as the page.
      }
    },
  };
}
