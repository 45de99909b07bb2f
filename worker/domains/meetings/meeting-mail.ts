import { sql } from "drizzle-orm";
import { flag, json, select } from "../../../control-plane/query.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import { addressed, greeting } from "../mail-templates/family-mail.ts";
import { mailVoice } from "../mail-templates/mail-voice.ts";
import { languageAt, readerQuery } from "../mail-templates/portal-mail.ts";
import { renderMail } from "../mail-templates/render-mail.ts";
import { namesOf } from "./meeting-rows.ts";
import type { MeetingMail } from "./notices.ts";
import { takingPart } from "./who-is-concerned.ts";

interface ToldMeeting {
  readonly className: string;
  readonly onDate: string;
  readonly startMinute: number;
  readonly isCancelled: boolean;
  readonly isMoved: boolean;
  /** When it would be by its weekly slot. */
  readonly meetsOn: string;
  readonly ruleStartMinute: number;
  /** The room, where it is another one than usual. */
  readonly otherRoom: string | null;
  readonly reason: string | null;
  readonly students: readonly string[];
  readonly standsIn: boolean;
}

/** A mail to a family is in its log too. */
type ToldMail = Omit<EmailMessage, "id"> & { readonly familyId?: string };

/** What to tell one family or member of staff; null when nothing of it holds any more, or nobody has an address. */
export async function meetingMailOf(
  ctx: Context,
  mail: MeetingMail,
  publicOrigin: string,
): Promise<ToldMail | null> {
  const names = namesOf(mail.meetings);
  const { id } = mail.to;
  const { found, addresses, readers } = await ctx.database.read({
    found: select(
      {
        className: sql<string>`m.class_name`,
        onDate: sql<string>`m.on_date`,
        startMinute: sql<number>`m.start_minute`,
        isCancelled: flag(sql`m.is_cancelled`),
        isMoved: flag(sql`m.is_moved`),
        meetsOn: sql<string>`m.meets_on`,
        ruleStartMinute: sql<number>`m.rule_start_minute`,
        otherRoom: sql<string | null>`case when m.room_id is not m.rule_room_id
          then (select name from rooms where id = m.room_id) end`,
        reason: sql<string | null>`m.reason`,
        students: json<string[]>(sql`(select json_group_array(s.first_name) from ${takingPart(names)} p
          join students s on s.id = p.student_id
          where p.slot_id = m.slot_id and p.meets_on = m.meets_on and p.family_id = ${id})`),
        standsIn: flag(sql`exists (select 1 from meeting_substitutes b where b.slot_id = m.slot_id
          and b.meets_on = m.meets_on and b.substitute_id = ${id} and b.deleted_at is null)`),
      },
      sql`from ${meetings({ named: names })} m order by m.on_date, m.start_minute, m.class_name`,
    ),
    addresses: select(
      {
        to: sql<string | null>`${addressOf(mail.to)}`,
        language: languageAt(addressOf(mail.to)),
      },
      sql``,
    ),
    readers: readerQuery(id, null),
  });
  const told = found.filter((meeting) => stillHolds(mail, meeting));
  const { to, language } = addresses[0]!;
  if (!to || told.length === 0) return null;
  if (mail.to.kind === "staff") return staffMail(ctx, mail, told, to);
  const reader = readers[0];
  if (!reader) return null;
  const theirs = { ...reader, email: to, preferredLocale: language ?? reader.preferredLocale };
  return familyMail(ctx, mail, told, theirs, publicOrigin);
}

type Reader = Parameters<typeof greeting>[1];

async function familyMail(
  ctx: Context,
  { kind, to, message }: MeetingMail,
  told: readonly ToldMeeting[],
  reader: Reader,
  publicOrigin: string,
): Promise<ToldMail> {
  const { language, locale } = mailVoice(ctx, reader.preferredLocale);
  const lines = told.map((meeting) => lineOf(meeting, locale));
  const before = kind === "moved" ? told.map((meeting) => beforeOf(meeting, locale)).filter(Boolean) : [];
  const rendered = await renderMail(ctx, KEYS[kind], language, {
    ...greeting(ctx, reader, publicOrigin, "/"),
    "meetings.what":
      lines.length === 1 ? lines[0]! : SEVERAL[language](lines.length, ctx.account.displayName),
    "meetings.list": lines,
    "meetings.before": before.join("; "),
    "meetings.reason": kind === "restored" ? "" : reasonsOf(told).join("\n"),
    "staff.message": message ?? "",
  });
  return { ...addressed(ctx, to.id, reader), ...rendered };
}

const KEYS = {
  cancelled: "meetings_cancelled",
  restored: "meetings_restored",
  moved: "meetings_moved",
  // Families are never told who stands in; it is the same mail to staff only.
  substitute: "meetings_restored",
} as const;

const SEVERAL = {
  en: (count: number, school: string) => `${count} meetings at ${school}`,
  es: (count: number, school: string) => `${count} sesiones en ${school}`,
} as const;

function reasonsOf(told: readonly ToldMeeting[]): string[] {
  return [...new Set(told.flatMap(({ reason }) => reason ?? []))];
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
  if (kind === "moved") return meeting.isMoved && !meeting.isCancelled;
  return meeting.isCancelled === (kind === "cancelled");
}

const STAFF_WORDS = {
  cancelled: ["Cancelled", "This does not take place:", "These do not take place:"],
  restored: ["It takes place", "This takes place after all:", "These take place after all:"],
  moved: ["Moved", "This takes place at another time or in another room:", "These are moved:"],
  substitute: ["You stand in", "Please take this meeting:", "Please take these meetings:"],
} as const;

/** Staff are written to in the language of the office. */
function staffMail(
  ctx: Context,
  { kind, message }: MeetingMail,
  told: readonly ToldMeeting[],
  to: string,
): ToldMail {
  const { displayName, locale } = ctx.account;
  const [subject, one, several] = STAFF_WORDS[kind];
  const lines = told.map((meeting) => lineOf(meeting, locale));
  const what = lines.length === 1 ? lines[0]! : SEVERAL.en(lines.length, displayName);
  const before = ["Hello,", lines.length === 1 ? one : several];
  const reasons = kind === "cancelled" || kind === "moved" ? reasonsOf(told) : [];
  const after = [...reasons, ...(message ? [message] : []), displayName];
  const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;
  return {
    ...{ to, fromName: displayName, replyTo: null, subject: `${subject}: ${what}` },
    text: [...before, lines.map((line) => `- ${line}`).join("\n"), ...after].join("\n\n"),
    html: [
      ...before.map(paragraph),
      `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>`,
      ...after.map(paragraph),
    ].join("\n"),
  };
}

/** “Tumbling, Monday, November 23, 2026 at 4:00 PM (Kim)”: by the clock on the school's wall. */
function lineOf(meeting: ToldMeeting, locale: string): string {
  const { className, onDate, startMinute, students, otherRoom } = meeting;
  const who = students.length === 0 ? "" : ` (${students.join(", ")})`;
  const where = otherRoom === null ? "" : `, ${otherRoom}`;
  return `${className}, ${wallClock(onDate, startMinute, locale)}${where}${who}`;
}

/** When it would have been, where that is another time; only a room may differ. */
function beforeOf({ onDate, startMinute, meetsOn, ruleStartMinute }: ToldMeeting, locale: string): string {
  const isThen = onDate === meetsOn && startMinute === ruleStartMinute;
  return isThen ? "" : wallClock(meetsOn, ruleStartMinute, locale);
}

function wallClock(day: string, minute: number, locale: string): string {
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone: "UTC" });
  return when.format(Date.parse(`${day}T00:00:00Z`) + minute * 60_000);
}
