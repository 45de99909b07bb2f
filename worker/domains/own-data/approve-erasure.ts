import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { Change, livingRow } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { moneyText } from "../ledger/references.ts";
import { mailsFamily, readerQuery } from "../mail-templates/portal-mail.ts";
import {
  type Approval,
  type ApprovalOutcome,
  approving,
  nothingInTheWay,
  previewing,
  type RequestItem,
  type RequestPreview,
  refusedFor,
} from "../online-activity/approval.ts";
import { FORGET_METHOD } from "../payments/remove-method.ts";
import { ERASE_TRACES } from "./erase-traces.ts";
import { erasureStatements } from "./erasure-statements.ts";

/**
 * A family asked to be erased: approving empties everything that names, reaches or describes somebody, in one batch that
 * cannot be undone, and is refused while anybody still comes. The books stay.
 */
export const erasureApproval: Approval = {
  preview: (ctx, item) => previewing(() => previewErasure(ctx, item)),
  approve: (ctx, item, choices) => approving(() => approveErasure(ctx, item, choices?.text ?? "")),
};

async function previewErasure(ctx: Context, item: RequestItem): Promise<RequestPreview> {
  requireRight(ctx, "families", "full");
  const { enrolled, held } = await read(ctx, {
    enrolled: stillEnrolled(ctx, item.familyId),
    held: heldQuery(item.familyId),
  });
  return { ...nothingInTheWay, effects: effectsOf(ctx, held[0]!), problems: enrolled.map(problem) };
}

async function approveErasure(ctx: Context, item: RequestItem, text: string): Promise<ApprovalOutcome> {
  requireRight(ctx, "families", "full");
  const { familyId } = item;
  const found = await read(ctx, {
    enrolled: stillEnrolled(ctx, familyId),
    reader: readerQuery(familyId, item.loginId),
    people: select(
      { id: sql<string>`id` },
      sql`from (select id from families where id = ${familyId} union all select id from students where family_id = ${familyId}
        union all select id from guardians where family_id = ${familyId}
        union all select login_id from family_logins where family_id = ${familyId})`,
    ),
    files: select({ key: sql<string>`r2_key` }, filesOf(familyId)),
    methods: select(
      { processor: sql<string>`processor`, methodRef: sql<string>`method_ref` },
      sql`from payment_methods where family_id = ${familyId} and deleted_at is null`,
    ),
  });
  if (found.enrolled.length > 0) return refusedFor(found.enrolled.map(problem));
  const change = new Change(ctx, {
    action: "own_data.erase",
    summary: "Erased the data of a family that asked for it",
    right: "families",
  });
  change.keepForGood();
  change.guard("row_living", livingRow("families", familyId));
  change.guard("row_version", sql`not ${isEnrolled(ctx, familyId)}`);
  const [reader] = found.reader;
  if (reader?.email) {
    const { email, preferredLocale } = reader;
    const to = { email, firstName: reader.firstName ?? reader.familyName, familyName: reader.familyName };
    const facts = { "decision.text": text };
    mailsFamily(change, { key: "data_erased", familyId, facts, to: { ...to, preferredLocale } });
  }
  for (const payload of found.methods) change.effect({ topic: FORGET_METHOD, payload: { ...payload } });
  const traces = { people: found.people.map(({ id }) => id), fileKeys: found.files.map(({ key }) => key) };
  change.effect({ topic: ERASE_TRACES, payload: traces });
  for (const statement of erasureStatements(familyId, ctx.nowMs)) change.also(statement);
  return { outcome: "approved", change: await commit(ctx, change) };
}

interface Held {
  readonly guardians: number;
  readonly students: number;
  readonly contacts: number;
  readonly notes: number;
  readonly files: number;
  readonly mails: number;
  readonly texts: number;
  readonly methods: number;
  /** What the family owes; negative: what the school owes. */
  readonly balanceMinor: number;
}

/** How much there is to empty. */
function heldQuery(familyId: string): Query<Held> {
  const count = (from: SQL) => sql<number>`(select count(*) ${from})`;
  const ofFamily = (table: string) => count(sql`from ${sql.identifier(table)} where family_id = ${familyId}`);
  return select(
    {
      guardians: ofFamily("guardians"),
      students: ofFamily("students"),
      contacts: sql<number>`${ofFamily("emails")} + ${ofFamily("phones")} + ${ofFamily("emergency_contacts")}
        + ${ofFamily("pickups")}`,
      notes: ofFamily("notes"),
      files: count(filesOf(familyId)),
      mails: ofFamily("mail_log"),
      texts: count(sql`from messages where conversation_id in
        (select id from conversations where family_id = ${familyId})`),
      methods: count(sql`from payment_methods where family_id = ${familyId} and deleted_at is null`),
      balanceMinor: sql<number>`coalesce((select balance_minor from family_list where family_id = ${familyId}), 0)`,
    },
    sql``,
  );
}

function filesOf(familyId: string): SQL {
  return sql`from files where deleted_at is null and owner_id in (select ${familyId}
    union all select id from students where family_id = ${familyId}
    union all select id from guardians where family_id = ${familyId})`;
}

function effectsOf(ctx: Context, held: Held): string[] {
  const of = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);
  return [
    `Empties the names and all facts of ${of(held.guardians, "guardian", "guardians")} and ${of(held.students, "student", "students")}, with medical notes and address`,
    `Deletes ${of(held.contacts, "way to reach somebody", "ways to reach somebody")}, ${of(held.notes, "note", "notes")} and ${of(held.files, "file", "files")}`,
    `Empties ${of(held.mails, "mail", "mails")} and ${of(held.texts, "text message", "text messages")}, and what the history says of these people`,
    `Ends their access to the portal, and has the processor forget ${of(held.methods, "kept card or account", "kept cards and accounts")}`,
    "Bills, payments and attendance stay in the books under the name “Erased”; words that were written into bills stay as they are",
    ...openMoney(ctx, held.balanceMinor),
    "Tells the family by mail. This cannot be undone",
  ];
}

/** Afterwards there is nobody left to ask, or to give it back to. */
function openMoney(ctx: Context, balanceMinor: number): string[] {
  if (balanceMinor === 0) return [];
  const money = moneyText(ctx, Math.abs(balanceMinor));
  return balanceMinor > 0
    ? [`They owe ${money}, for which nobody can be asked afterwards`]
    : [`They have ${money} left, which can be given back to nobody afterwards`];
}

interface Enrolled {
  readonly name: string;
  readonly className: string;
}

function stillEnrolled(ctx: Context, familyId: string): Query<Enrolled> {
  return select(
    { name: sql<string>`s.first_name`, className: sql<string>`c.name` },
    sql`from ${goingOn(ctx, familyId)} order by s.id, e.id limit 20`,
  );
}

function isEnrolled(ctx: Context, familyId: string): SQL {
  return sql`exists (select 1 from ${goingOn(ctx, familyId)})`;
}

function goingOn(ctx: Context, familyId: string): SQL {
  return sql`living_students s cross join enrollments e on e.student_id = s.id and s.family_id = ${familyId}
      and e.deleted_at is null and (e.ends_on is null or e.ends_on >= ${today(ctx)})
      and (e.kind <> 'wait' or e.wait_state in ('queued', 'offered'))
    cross join classes c on c.id = e.class_id`;
}

function problem({ name, className }: Enrolled): string {
  return `${name} is still in ${className}. Drop the class first.`;
}
