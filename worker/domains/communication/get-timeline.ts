import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { type Context, may, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { Timeline, TimelineEntry, TimelineFilter } from "./schemas.ts";

const PAGE = 30;

/** Whose mails, texts and pushes: a family, with those that were merged into it, or a member of staff. */
interface Person {
  readonly kind: "family" | "staff";
  readonly id: string;
}

/** Everything that was written to a family and what it wrote, the newest first. @throws NotFound, Forbidden */
export function familyTimeline(ctx: Context, id: string, filter: TimelineFilter): Promise<Timeline> {
  requireRight(ctx, "families", "view");
  return timelineOf(ctx, { kind: "family", id }, filter);
}

/** The same of a member of staff. @throws NotFound, Forbidden */
export function staffTimeline(ctx: Context, id: string, filter: TimelineFilter): Promise<Timeline> {
  requireRight(ctx, "staff", "view");
  return timelineOf(ctx, { kind: "staff", id }, filter);
}

async function timelineOf(ctx: Context, person: Person, filter: TimelineFilter): Promise<Timeline> {
  const before = boundOf(filter);
  const found = await read(ctx, {
    person: select(
      { id: sql<string>`id` },
      sql`from ${sql.raw(person.kind === "family" ? "living_families" : "living_staff")} where id = ${person.id}`,
    ),
    mails: mailsOf(person, before),
    campaigns: campaignsOf(person, before),
    ...(may(ctx, "sms_logs", "view") ? { texts: textsOf(person, before) } : {}),
  });
  if (!found.person[0]) throw new NotFound(person.kind === "family" ? "family" : "member of staff");
  const texts = "texts" in found ? ((found as { texts?: TimelineEntry[] }).texts ?? []) : [];
  const all = [...found.mails, ...found.campaigns, ...texts].sort(
    (a, b) => b.at - a.at || (a.id < b.id ? 1 : -1),
  );
  const rows = all.slice(0, PAGE);
  const last = rows.at(-1);
  return { rows, before: all.length > PAGE && last ? `${last.at}~${last.id}` : null };
}

/** The entry before which the page begins. */
interface Bound {
  readonly at: number;
  readonly id: string;
}

function boundOf({ before }: TimelineFilter): Bound {
  const [at = "9999999999999", id = ""] = before?.split("~") ?? [];
  return { at: Number(at), id };
}

/** Older, or of the same instant and with a lesser id; the first half is what an index is walked by. */
const isBefore = (at: SQL, id: SQL, bound: Bound) =>
  sql`${at} <= ${bound.at} and (${at} < ${bound.at} or ${id} < ${bound.id})`;

/** What is told of a merged family's old id is told of the family. */
function isTheirs(person: Person, alias: string): SQL {
  const column = sql.raw(`${alias}.${person.kind}_id`);
  if (person.kind === "staff") return sql`${column} = ${person.id}`;
  return sql`${column} in (select ${person.id} union select from_id from id_redirects where to_id = ${person.id})`;
}

const inOrder = sql.raw(`order by 2 desc, 1 desc limit ${PAGE + 1}`);

function mailsOf(person: Person, before: Bound): Query<TimelineEntry> {
  return select(
    entry({
      at: sql`m.sent_at`,
      id: sql`m.id`,
      channel: sql`m.via`,
      source: sql`'mail'`,
      sourceId: sql`null`,
      address: sql`m.address`,
      subject: sql`m.subject`,
      body: sql`m.body`,
      state: sql`m.state`,
      why: sql`m.why`,
    }),
    sql`from mail_log m where ${isTheirs(person, "m")} and ${isBefore(sql`m.sent_at`, sql`m.id`, before)} ${inOrder}`,
  );
}

function campaignsOf(person: Person, before: Bound): Query<TimelineEntry> {
  // A text of a campaign is in its conversation.
  return select(
    entry({
      at: sql`r.sent_at`,
      id: sql`r.id`,
      channel: sql`r.via`,
      source: sql`'campaign'`,
      sourceId: sql`r.campaign_id`,
      address: sql`r.address`,
      subject: sql`c.subject`,
      body: sql`c.body`,
      state: sql`r.state`,
      why: sql`r.why`,
      authorName: sql`c.staff_name`,
    }),
    sql`from campaign_recipients r join campaigns c on c.id = r.campaign_id
      where ${isTheirs(person, "r")} and r.sent_at is not null and ${isBefore(sql`r.sent_at`, sql`r.id`, before)} and r.message_id is null ${inOrder}`,
  );
}

function textsOf(person: Person, before: Bound): Query<TimelineEntry> {
  return select(
    entry({
      at: sql`t.created_at`,
      id: sql`t.id`,
      channel: sql`'sms'`,
      direction: sql`t.direction`,
      source: sql`'conversation'`,
      sourceId: sql`t.conversation_id`,
      address: sql`t.e164`,
      subject: sql`''`,
      body: sql`t.body`,
      state: sql`t.status`,
      why: sql`t.error_text`,
      authorName: sql`t.author_name`,
    }),
    sql`from conversations k cross join messages t on t.conversation_id = k.id
      where ${isTheirs(person, "k")} and k.deleted_at is null and t.deleted_at is null and ${isBefore(sql`t.created_at`, sql`t.id`, before)} ${inOrder}`,
  );
}

function entry(columns: Readonly<Record<string, SQL>>) {
  return {
    id: sql<string>`${columns.id}`,
    at: sql<number>`${columns.at}`,
    channel: sql<TimelineEntry["channel"]>`${columns.channel}`,
    direction: sql<TimelineEntry["direction"]>`${columns.direction ?? sql`'out'`}`,
    source: sql<TimelineEntry["source"]>`${columns.source}`,
    sourceId: sql<string | null>`${columns.sourceId}`,
    address: sql<string>`${columns.address}`,
    subject: sql<string>`${columns.subject}`,
    body: sql<string>`${columns.body}`,
    state: sql<string>`${columns.state}`,
    why: sql<string | null>`${columns.why}`,
    authorName: sql<string | null>`${columns.authorName ?? sql`null`}`,
  };
}
