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

/** A text to many between what the school puts before and after it; never twice, where the words have it already. */
export function betweenHeaderAndFooter(
  text: string,
  { header, footer }: Pick<MessagingSettings, "header" | "footer">,
): string {
  const before = header !== "" && !text.startsWith(header) ? [header] : [];
  const after = footer !== "" && !text.endsWith(footer) ? [footer] : [];
  return [...before, text, ...after].join("\n");
}
