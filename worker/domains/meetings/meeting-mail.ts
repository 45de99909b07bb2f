import { sql } from "drizzle-orm";
import { flag, json, select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { namesOf } from "./meeting-rows.ts";
import type { MeetingMail } from "./notices.ts";
import { takingPart } from "./who-is-concerned.ts";

interface ToldMeeting {
  readonly className: string;
  readonly onDate: string;
  readonly startMinute: number;
  readonly isCancelled: boolean;
  readonly reason: string | null;
  readonly students: readonly string[];
  readonly standsIn: boolean;
}

const WORDS = {
  cancelled: {
    subject: "Cancelled",
    before: "This does not take place:",
    several: "These do not take place:",
  },
  restored: {
    subject: "It takes place",
    before: "This takes place after all:",
    several: "These take place after all:",
  },
  substitute: {
    subject: "You stand in",
    before: "Please take this meeting:",
    several: "Please take these meetings:",
  },
} as const;

/** What to tell one family or member of staff; null when nothing of it holds any more, or nobody has an address. */
export async function meetingMailOf(
  ctx: Context,
  mail: MeetingMail,
): Promise<Omit<EmailMessage, "id"> | null> {
  const names = namesOf(mail.meetings);
  const { id } = mail.to;
  const { found, addresses } = await ctx.database.read({
    found: select(
      {
        className: sql<string>`m.class_name`,
        onDate: sql<string>`m.on_date`,
        startMinute: sql<number>`m.start_minute`,
        isCancelled: flag(sql`m.is_cancelled`),
        reason: sql<string | null>`m.reason`,
        students: json<string[]>(sql`(select json_group_array(s.first_name) from ${takingPart(names)} p
          join students s on s.id = p.student_id
          where p.slot_id = m.slot_id and p.meets_on = m.meets_on and p.family_id = ${id})`),
        standsIn: flag(sql`exists (select 1 from meeting_substitutes b where b.slot_id = m.slot_id
          and b.meets_on = m.meets_on and b.substitute_id = ${id} and b.deleted_at is null)`),
      },
      sql`from ${meetings({ named: names })} m order by m.on_date, m.start_minute, m.class_name`,
    ),
    addresses: select({ to: sql<string | null>`${addressOf(mail.to)}` }, sql``),
  });
  const told = found.filter((meeting) => stillHolds(mail, meeting));
  const to = addresses[0]?.to;
  return !to || told.length === 0 ? null : mailText(ctx, mail, told, to);
}

function addressOf({ kind, id }: MeetingMail["to"]) {
  return kind === "staff"
    ? sql`(select s.email from staff s where s.id = ${id} and s.is_active = 1 and s.deleted_at is null)`
    : sql`(select m.address from emails m left join guardians g on g.id = m.guardian_id
        where m.family_id = ${id} and m.deleted_at is null
        order by coalesce(g.is_primary, 0) desc, m.is_primary desc, m.id limit 1)`;
}

function stillHolds({ kind, to }: MeetingMail, meeting: ToldMeeting): boolean {
  if (to.kind === "family" && meeting.students.length === 0) return false;
  if (kind === "substitute") return meeting.standsIn && !meeting.isCancelled;
  return meeting.isCancelled === (kind === "cancelled");
}

function mailText(
  ctx: Context,
  mail: MeetingMail,
  told: readonly ToldMeeting[],
  to: string,
): Omit<EmailMessage, "id"> {
  const { displayName, locale } = ctx.account;
  const words = WORDS[mail.kind];
  const one = told.length === 1;
  const lines = told.map((meeting) => lineOf(meeting, locale));
  const reasons = mail.kind === "cancelled" ? [...new Set(told.flatMap(({ reason }) => reason ?? []))] : [];
  const before = ["Hello,", one ? words.before : words.several];
  const after = [...reasons, ...(mail.message ? [mail.message] : []), displayName];
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
  return {
    to,
    fromName: displayName,
    replyTo: null,
    subject: one
      ? `${words.subject}: ${lines[0]}`
      : `${words.subject}: ${told.length} meetings at ${displayName}`,
    text: [...before, lines.map((line) => `- ${line}`).join("\n"), ...after].join("\n\n"),
    html: [
      ...before.map(paragraph),
      `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`,
      ...after.map(paragraph),
    ].join("\n"),
  };
}

/** “Tumbling, Monday, November 23, 2026 at 4:00 PM (Kim)”: by the clock on the school's wall. */
function lineOf({ className, onDate, startMinute, students }: ToldMeeting, locale: string): string {
  const onTheWall = Date.parse(`${onDate}T00:00:00Z`) + startMinute * 60_000;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone: "UTC" });
  const who = students.length === 0 ? "" : ` (${students.join(", ")})`;
  return `${className}, ${when.format(onTheWall)}${who}`;
}
