import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import type { StaffProfile } from "./schemas.ts";

const MAX_SHOWN = 200;

/** Everybody whom the school shows to families, in its order; nobody while the page is switched off. */
export async function listProfiles(ctx: Context): Promise<{ staff: readonly StaffProfile[] }> {
  const { settings, staff } = await read(ctx, {
    settings: portalSettingsQuery(),
    staff: select(
      {
        id: sql<string>`id`,
        name: sql<string>`trim(first_name || ' ' || last_name)`,
        title: sql<string | null>`title`,
        bio: sql<string | null>`bio`,
        photoFileId: sql<string | null>`photo_file_id`,
      },
      sql`from living_staff where is_in_portal = 1 and is_active = 1
        order by portal_position, sort_name, id limit ${MAX_SHOWN}`,
    ),
  });
  const { isOpen, showsStaff } = portalSettingsOf(settings);
  return { staff: isOpen && showsStaff ? staff : [] };
}
