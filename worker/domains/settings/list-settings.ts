import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { customFields, keywords, listItems } from "../../../tenant-schema/school-lists.ts";
import { locations } from "../../../tenant-schema/staff.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { CustomFieldRow, KeywordRow, ListItemRow, LocationRow } from "./schemas.ts";

export async function listLocations(ctx: Context): Promise<{ rows: LocationRow[] }> {
  requireRight(ctx, "settings", "view");
  const { id, version, name, timeZone, phone, email, addressLine1, addressLine2 } = locations;
  const { city, region, postalCode, country, portalText, imageFileId } = locations;
  const address = { addressLine1, addressLine2, city, region, postalCode, country };
  return read(ctx, {
    rows: select(
      { id, version, name, timeZone, phone, email, ...address, portalText, imageFileId },
      sql`from ${locations} where ${locations.deletedAt} is null order by ${locations.position}, ${locations.name}, ${locations.id}`,
    ),
  });
}

/** The entries of all lists. */
export async function listListItems(ctx: Context): Promise<{ rows: ListItemRow[] }> {
  requireRight(ctx, "settings", "view");
  const { id, version, kind, label } = listItems;
  const { rows } = await read(ctx, {
    rows: select(
      { id, version, kind, label },
      sql`from ${listItems} where ${listItems.deletedAt} is null order by ${listItems.position}, ${listItems.label}`,
    ),
  });
  return { rows: rows as ListItemRow[] };
}

export async function listKeywords(ctx: Context): Promise<{ rows: KeywordRow[] }> {
  requireRight(ctx, "settings", "view");
  const { id, version, kind, label, color } = keywords;
  const { rows } = await read(ctx, {
    rows: select(
      { id, version, kind, label, color },
      sql`from ${keywords} where ${keywords.deletedAt} is null order by ${keywords.kind}, ${keywords.label} collate nocase`,
    ),
  });
  return { rows: rows as KeywordRow[] };
}

export async function listCustomFields(ctx: Context): Promise<{ rows: CustomFieldRow[] }> {
  requireRight(ctx, "settings", "view");
  const { id, version, entity, label, fieldType, choices, isRequired, shownInPortal } = customFields;
  const { rows } = await read(ctx, {
    rows: select(
      { id, version, entity, label, fieldType, choices, isRequired, shownInPortal },
      sql`from ${customFields} where ${customFields.deletedAt} is null order by ${customFields.position}, ${customFields.label}`,
    ),
  });
  return { rows: rows as CustomFieldRow[] };
}
