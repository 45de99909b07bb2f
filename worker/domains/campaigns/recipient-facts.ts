import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import type { Language } from "../../kernel/language.ts";
import { mailLanguageOf, portalLink } from "../mail-templates/render-mail.ts";
import type { Values } from "../mail-templates/template-text.ts";

/** What a campaign can tell one recipient, as it is when it is read. */
export interface RecipientFacts {
  readonly name: string;
  readonly address: string;
  readonly via: "email" | "sms" | "push";
  readonly familyId: string | null;
  readonly staffId: string | null;
  readonly loginId: string | null;
  readonly guardianId: string | null;
  readonly familyName: string | null;
  readonly preferredLocale: string | null;
  readonly guardianFirstName: string | null;
  readonly studentFirstName: string | null;
  readonly className: string | null;
  readonly classLocation: string | null;
  readonly staffFirstName: string | null;
}

/** The facts of rows `r` that name people by `family_id`, `guardian_id`, `student_id`, `class_id` and `staff_id`. */
export function factFields() {
  return {
    name: sql<string>`r.name`,
    address: sql<string>`r.address`,
    via: sql<"email" | "sms" | "push">`r.via`,
    familyId: sql<string | null>`r.family_id`,
    staffId: sql<string | null>`r.staff_id`,
    loginId: sql<string | null>`r.login_id`,
    guardianId: sql<string | null>`r.guardian_id`,
    familyName: sql<string | null>`(select f.name from families f where f.id = r.family_id)`,
    preferredLocale: sql<string | null>`coalesce(
      (select l.language from living_logins l where l.id = r.login_id),
      (select f.preferred_locale from families f where f.id = r.family_id))`,
    guardianFirstName: sql<
      string | null
    >`coalesce((select g.first_name from guardians g where g.id = r.guardian_id),
      (select g.first_name from living_guardians g where g.family_id = r.family_id and g.is_primary = 1 limit 1))`,
    studentFirstName: sql<string | null>`(select coalesce(s.preferred_name, s.first_name) from students s
      where s.id = r.student_id)`,
    className: sql<string | null>`(select c.name from classes c where c.id = r.class_id)`,
    classLocation: sql<string | null>`(select l.name from classes c join locations l on l.id = c.location_id
      where c.id = r.class_id)`,
    staffFirstName: sql<string | null>`(select w.first_name from staff w where w.id = r.staff_id)`,
  };
}

export interface ClaimedRecipient extends RecipientFacts {
  readonly id: string;
}

export function claimedFacts(ids: readonly string[]): Query<ClaimedRecipient> {
  return select(
    { id: sql<string>`r.id`, ...factFields() },
    sql`from json_each(${JSON.stringify(ids)}) j cross join campaign_recipients r on r.id = j.value`,
  );
}

/** One of those who will be written to, by their place in the order of addresses. */
export function recipientAt(recipients: SQL, at: number): Query<RecipientFacts> {
  return select(
    factFields(),
    sql`from (select * from (${recipients}) where why is null order by name, key limit 1 offset ${at}) r`,
  );
}

export function valuesOf(ctx: Context, facts: RecipientFacts, publicOrigin: string): Values {
  return {
    "school.name": ctx.account.displayName,
    "portal.link": portalLink(publicOrigin, ctx),
    "family.name": facts.familyName ?? "",
    "guardian.firstName": facts.guardianFirstName ?? facts.familyName ?? facts.name,
    "student.firstName": facts.studentFirstName ?? "",
    "class.name": facts.className ?? "",
    "class.location": facts.classLocation ?? "",
    "staff.firstName": facts.staffFirstName ?? "",
  };
}

export function languageOf(ctx: Context, facts: RecipientFacts): Language {
  return mailLanguageOf(ctx, facts.preferredLocale);
}
