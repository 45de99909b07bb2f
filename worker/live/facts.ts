/** Numbers that an object that keeps sockets remembers: it sleeps between two events, and may wake elsewhere. */
export class Facts {
  readonly #sql: SqlStorage;

  constructor({ sql }: DurableObjectStorage) {
    this.#sql = sql;
    sql.exec("create table if not exists facts (name text primary key, value integer not null)");
  }

  get(name: string): number | null {
    return (
      this.#sql.exec<{ value: number }>("select value from facts where name = ?", name).toArray()[0]?.value ??
      null
    );
  }

  set(name: string, value: number): void {
    this.#sql.exec(
      "insert into facts (name, value) values (?1, ?2) on conflict (name) do update set value = ?2",
      name,
      value,
    );
  }

  /** Whether it was lower before. */
  raise(name: string, value: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `insert into facts (name, value) values (?1, ?2)
        on conflict (name) do update set value = ?2 where value < ?2`,
      name,
      value,
    );
    return rowsWritten > 0;
  }

  noteTold(): void {
    this.set("told_at_ms", Date.now());
  }

  /** How long ago `noteTold` was; null: never. */
  toldAgeMs(): number | null {
    const toldAtMs = this.get("told_at_ms");
    return toldAtMs === null ? null : Math.max(0, Date.now() - toldAtMs);
  }
}
