import { d1Engine } from "./drivers/d1.ts";
import { controlMigrations } from "./migrations/manifest.ts";
import { migrate } from "./migrator.ts";
import { type Engine, type Meter, SqlDatabase } from "./tenant-database.ts";

declare const control: unique symbol;

/** The platform's own database: accounts, where their data is, who changed that. Never holds a school's data. */
export class ControlDatabase extends SqlDatabase {
  /** Keeps an account's database from being passed where this one is meant. */
  declare readonly [control]: true;
}

/** The control plane's database behind its binding. `wrap` is a seam for fault injection. */
export function openControl(
  binding: D1Database,
  meter?: Meter,
  wrap: (engine: Engine) => Engine = (engine) => engine,
): ControlDatabase {
  return new ControlDatabase(wrap(d1Engine(binding)), meter);
}

/** Brings the control plane's own database up to date; harmless when it is, or when done twice at once. */
export function migrateControl(binding: D1Database, nowMs: number): Promise<number> {
  return migrate(d1Engine(binding), controlMigrations, nowMs);
}
