import { sql } from "drizzle-orm";
import { json, type Query, select } from "../../../control-plane/query.ts";
import { type MessagingSettings, messagingSettings } from "./schemas.ts";

interface StoredSettings {
  readonly value: unknown;
  readonly version: number;
}

/** What the school decided of its texts, to be read beside whatever a use-case needs. */
export function messagingSettingsQuery(): Query<StoredSettings> {
  return select(
    { value: json<unknown>(sql`value`), version: sql<number>`version` },
    sql`from settings where id = 'messaging'`,
  );
}

/** What was decided, with the defaults for what nobody decided. */
export function messagingSettingsOf(stored: readonly StoredSettings[]): MessagingSettings {
  return messagingSettings.parse(stored[0]?.value ?? {});
}
