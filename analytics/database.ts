/** What analytics asks of a database: statements with parameters, as plain rows. Whoever opened it hands it over. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly (string | number | null)[];
}

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

export interface Readable {
  /** Runs all statements in one round trip against one snapshot. */
  read(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
}

/** The cross-account store of one enterprise. */
export interface Store extends Readable {
  /** Runs the statements as one transaction. */
  write(statements: readonly Statement[]): Promise<void>;
}

export const text = (value: Value | undefined): string => String(value ?? "");
export const number = (value: Value | undefined): number => Number(value ?? 0);
