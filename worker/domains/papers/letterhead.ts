import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { phoneText } from "../reports/phone-text.ts";
import { businessOf, businessRow } from "../settings/get-business.ts";
import type { Addressed, Letterhead } from "./shapes.ts";

interface AddressRow {
  readonly name: string;
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
}
interface PlaceRow extends AddressRow {
  readonly phone: string | null;
  readonly email: string | null;
}

const address = {
  name: sql<string>`name`,
  addressLine1: sql<string | null>`address_line1`,
  addressLine2: sql<string | null>`address_line2`,
  city: sql<string | null>`city`,
  region: sql<string | null>`region`,
  postalCode: sql<string | null>`postal_code`,
};

/** What a letterhead is made of; the location by an expression. */
export function letterheadQueries(locationId: SQL) {
  const place: Query<PlaceRow> = select(
    { ...address, phone: sql<string | null>`phone`, email: sql<string | null>`email` },
    sql`from locations where id = ${locationId}`,
  );
  return { business: businessRow(), place };
}

export function addresseeQuery(familyId: SQL): Query<AddressRow & { id: string }> {
  return select({ id: sql<string>`id`, ...address }, sql`from families where id = ${familyId}`);
}

/** @throws NotFound when there is none */
export function theOne<Row>(rows: readonly Row[], what: string): Row {
  const row = rows[0];
  if (row === undefined) throw new NotFound(what);
  return row;
}

/** The location's own address, phone and mail, else those of the business. */
export function letterheadOf(
  ctx: Context,
  found: { readonly business: readonly { value: object }[]; readonly place: readonly PlaceRow[] },
): Letterhead {
  const business = businessOf(ctx.account, found.business[0]?.value);
  const place = found.place[0];
  const own = place ? addressLines(place) : [];
  const lines = [
    ...(own.length > 0 ? own : addressLines(business)),
    phoneText(place?.phone ?? business.phone, ctx.account.phoneRegion),
    place?.email ?? business.email,
    business.website,
  ];
  return {
    name: business.displayName,
    location: place?.name ?? null,
    email: place?.email ?? business.email,
    lines: lines.filter((line): line is string => Boolean(line)),
  };
}

export function addressedTo(row: AddressRow): Addressed {
  return { name: row.name, lines: addressLines(row) };
}

function addressLines(row: Omit<AddressRow, "name">): string[] {
  const region = [row.region, row.postalCode].filter(Boolean).join(" ");
  const city = [row.city, region].filter(Boolean).join(", ");
  return [row.addressLine1, row.addressLine2, city].filter((line): line is string => Boolean(line));
}
