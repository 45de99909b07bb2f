import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { customFields, keywords, listItems } from "../../../tenant-schema/school-lists.ts";
import { locations } from "../../../tenant-schema/staff.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { FamilyOptions } from "../families/shapes.ts";
import type { ListKind } from "./schemas.ts";

/** All lists that a family form chooses from, in one round trip; the same for every family. */
export async function familyOptions(ctx: Context): Promise<FamilyOptions> {
  requireRight(ctx, "families", "view");
  const { id, entity, label, fieldType, choices, isRequired } = customFields;
  const found = await read(ctx, {
    items: select(
      { id: listItems.id, kind: listItems.kind, label: listItems.label },
      sql`from ${listItems} where ${listItems.deletedAt} is null order by ${listItems.position}, ${listItems.label}`,
    ),
    keywords: select(
      { id: keywords.id, label: keywords.label, color: keywords.color, kind: keywords.kind },
      sql`from ${keywords} where ${keywords.deletedAt} is null and ${keywords.kind} in ('family', 'student')
        order by ${keywords.label} collate nocase`,
    ),
    locations: select(
      { id: locations.id, name: locations.name },
      sql`from ${locations} where ${locations.deletedAt} is null order by ${locations.position}, ${locations.name}`,
    ),
    customFields: select(
      { id, entity, label, fieldType, choices, isRequired },
      sql`from ${customFields} where ${customFields.deletedAt} is null and ${customFields.entity} in ('family', 'student')
        order by ${customFields.position}, ${customFields.label}`,
    ),
  });
  const listOf = (kind: ListKind) =>
    found.items.filter((item) => item.kind === kind).map((item) => ({ id: item.id, label: item.label }));
  return {
    relationships: listOf("relationship"),
    referralSources: listOf("referral_source"),
    emailTypes: listOf("email_type"),
    phoneTypes: listOf("phone_type"),
    keywords: found.keywords as FamilyOptions["keywords"],
    locations: found.locations,
    customFields: found.customFields as FamilyOptions["customFields"],
  };
}
