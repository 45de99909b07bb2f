import { type Column, sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { paymentMethods, paymentSetups } from "../../../tenant-schema/payments.ts";
import type { Language } from "../../kernel/language.ts";

export function methodById(id: string) {
  return select(
    {
      ...allColumns(paymentMethods),
      familyName: sql<string>`(select name from families where families.id = ${paymentMethods.familyId})`,
      primaryGuardianId: primaryGuardianId(paymentMethods.familyId),
    },
    sql`from ${paymentMethods} where ${paymentMethods.id} = ${id} and ${paymentMethods.deletedAt} is null`,
  );
}
export type StoredMethod = ReturnType<typeof methodById> extends Query<infer Row> ? Row : never;

export function primaryGuardianId(familyId: Column) {
  return sql<
    string | null
  >`(select id from guardians where family_id = ${familyId} and is_primary = 1 and deleted_at is null)`;
}

/** The family whose method it is to be: its name, its primary guardian and where to write to. */
export function payerOf(familyId: string) {
  return select(
    {
      id: sql<string>`f.id`,
      name: sql<string>`f.name`,
      guardianId: sql<string | null>`g.id`,
      guardianName: sql<string | null>`g.first_name || ' ' || g.last_name`,
      email: sql<string | null>`(select address from emails where guardian_id = g.id and deleted_at is null
        order by is_primary desc, created_at limit 1)`,
    },
    sql`from families f left join guardians g on g.family_id = f.id and g.is_primary = 1 and g.deleted_at is null
      where f.id = ${familyId} and f.deleted_at is null`,
  );
}

/** As whom the processor knows the family; the newest wins. */
export function customerOf(familyId: string, processor: string) {
  return select(
    { customerRef: paymentSetups.customerRef },
    sql`from ${paymentSetups} where ${paymentSetups.familyId} = ${familyId} and ${paymentSetups.processor} = ${processor}
      order by ${paymentSetups.id} desc limit 1`,
  );
}

export function setupById(id: string) {
  return select(allColumns(paymentSetups), sql`from ${paymentSetups} where ${paymentSetups.id} = ${id}`);
}

/** What a kept method is called where it is named in words. */
const WORDS = {
  en: { card: "Card", bank: "Bank account", ending: "ending in" },
  es: { card: "Tarjeta", bank: "Cuenta bancaria", ending: "terminada en" },
} as const;

export function methodName(
  method: {
    readonly kind: "card" | "bank";
    readonly brand: string | null;
    readonly last4: string;
  },
  language: Language = "en",
): string {
  const words = WORDS[language];
  const brand = method.brand === null ? null : method.brand[0]!.toUpperCase() + method.brand.slice(1);
  return `${brand ?? words[method.kind]} ${words.ending} ${method.last4}`;
}
