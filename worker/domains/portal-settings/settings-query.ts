import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { type PortalSettings, portalSettings } from "./schemas.ts";

interface StoredSettings {
  readonly value: unknown;
  readonly version: number;
}

/** What the school decided of its portal, to be read beside whatever a use-case needs. */
export function portalSettingsQuery(): Query<StoredSettings> {
  return select(
    { value: json<unknown>(sql`value`), version: sql<number>`version` },
    sql`from settings where id = 'portal'`,
  );
}

/** What was decided, with the defaults for what nobody decided. */
export function portalSettingsOf(stored: readonly StoredSettings[]): PortalSettings {
  return portalSettings.parse(stored[0]?.value ?? {});
}
