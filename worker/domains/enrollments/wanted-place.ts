import { type SQL, sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { classes } from "../../../tenant-schema/classes.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { meetings } from "../../../tenant-schema/meetings.ts";
import {
  capacityOf,
  FOREVER,
  freePlaces,
  placesLeft,
  type SlotSpan,
} from "../../../tenant-schema/openings.ts";
import { liveWait, meetsWithin } from "../../../tenant-schema/places-kept.ts";
import { actorId, type Context } from "../../kernel/context.ts";
import type { Level } from "../../kernel/permissions.ts";
import { classScope } from "../../kernel/scope.ts";
import type { PlaceKind } from "./schemas.ts";

/** A place that somebody asks for. */
export interface Wanted {
  readonly classId: string;
  readonly kind: PlaceKind;
  readonly slotIds: readonly string[] | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly sessionId: string | null;
  readonly holdId?: string | undefined;
  /** Whose hold that is; left out: of whoever asks. */
  readonly holderId?: string;
}

/** From which day to which it would be: the session has a say in both. */
export interface WantedSpan {
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly sessionId: string | null;
  readonly sessionStartsOn: string | null;
}

export interface StoredPlaces {
  readonly slotId: string;
  readonly weekday: number | null;
  readonly startMinute: number | null;
  readonly durationMinutes: number | null;
  readonly capacity: number;
  readonly free: number;
  readonly left: number;
}

/** A preview shows the first meetings, from the beginning of the session on; a write asks only for the next one. */
const PREVIEW = { meetings: 40, days: 15 };
const A_WEEK = 7;

export function isOneDay(kind: PlaceKind): boolean {
  return kind !== "active";
}

/** Everything about the class that decides whether there is a place and from when to when; one round trip. */
export function wantedQueries(ctx: Context, wanted: Wanted, purpose: "write" | "preview" = "write") {
  return {
    target: classInReach(ctx, wanted.classId, "full"),
    span: spanQuery(wanted),
    slots: placesQuery(ctx, wanted),
    meetings: meetingsQuery(wanted, purpose),
    queue: queueQuery(ctx, wanted.classId),
    allSlots: select(
      { id: sql<string>`s.id` },
      sql`from slots s where s.class_id = ${wanted.classId} and s.deleted_at is null`,
    ),
  };
}

export function classInReach(ctx: Context, classId: string, level: Level): Query<Row<"classes">> {
  return select(
    allColumns(classes),
    sql`from classes where id in (select c.id from classes c where c.id = ${classId} and c.deleted_at is null
      and ${classScope(ctx, "enrollments", level)})`,
  ) as Query<Row<"classes">>;
}

/** How many wait, and the rank behind which a new one comes. */
export function queueQuery(ctx: Context, classId: string): Query<{ length: number; lastRank: number }> {
  return select(
    {
      length: sql<number>`coalesce(sum(${liveWait(sql`w`, ctx.nowMs)}), 0)`,
      lastRank: sql<number>`coalesce(max(w.wait_rank), 0)`,
    },
    sql`from enrollments w where w.class_id = ${classId} and w.kind = 'wait' and w.deleted_at is null`,
  );
}

function spanQuery(wanted: Wanted): Query<WantedSpan> {
  return select(
    {
      startsOn: sql<string>`p.starts_on`,
      endsOn: sql<string | null>`p.ends_on`,
      sessionId: sql<string | null>`p.session_id`,
      sessionStartsOn: sql<string | null>`p.session_starts_on`,
    },
    sql`from ${spanOf(wanted)} p`,
  );
}

/** The days as a row: not before the session, and until its end where it drops everybody. */
function spanOf({ classId, kind, startsOn, endsOn, sessionId }: Wanted): SQL {
  const chosen = sql`(select s.id from session_links k join class_sessions s on s.id = k.session_id and s.deleted_at is null
    where k.class_id = ${classId} and k.deleted_at is null and s.id = coalesce(${sessionId}, s.id)
      and coalesce(s.ends_on, ${FOREVER}) >= ${startsOn} order by s.starts_on limit 1)`;
  const session = sql`from (select 1) left join class_sessions s on s.id = ${chosen}`;
  if (isOneDay(kind)) {
    return sql`(select ${startsOn} as starts_on, ${startsOn} as ends_on, s.id as session_id,
      s.starts_on as session_starts_on ${session})`;
  }
  return sql`(select max(${startsOn}, coalesce(s.starts_on, ${startsOn})) as starts_on,
    case when s.kind = 'auto_drop' then min(coalesce(${endsOn}, s.ends_on), s.ends_on) else ${endsOn} end as ends_on,
    s.id as session_id, s.starts_on as session_starts_on ${session})`;
}

function placesQuery(ctx: Context, wanted: Wanted): Query<StoredPlaces> {
  return placesOver(ctx, wanted.classId, spanOf(wanted), slotsWanted(wanted), ownHold(ctx, wanted));
}

function ownHold(ctx: Context, { holdId, holderId }: Wanted) {
  return holdId === undefined ? null : { id: holdId, holderId: holderId ?? actorId(ctx.actor) ?? "" };
}

/** The places of a class's slots over the days of `span` (a subselect with starts_on and ends_on). */
export function placesOver(
  ctx: Context,
  classId: string,
  span: SQL,
  which: SQL,
  exceptHold: SlotSpan["exceptHold"] = null,
): Query<StoredPlaces> {
  const places = {
    slotId: sql`coalesce(s.id, ${classId})`,
    classId: sql`${classId}`,
    from: sql`p.starts_on`,
    to: sql`p.ends_on`,
    nowMs: ctx.nowMs,
    exceptHold,
  };
  return select(
    {
      slotId: sql<string>`coalesce(s.id, ${classId})`,
      weekday: sql<number | null>`v.weekday`,
      startMinute: sql<number | null>`v.start_minute`,
      durationMinutes: sql<number | null>`v.duration_minutes`,
      capacity: capacityOf(places),
      free: freePlaces(places),
      left: placesLeft(places, { kind: "queue" }),
    },
    sql`from (select o.starts_on, coalesce(o.ends_on, ${FOREVER}) as ends_on from ${span} o) p
      left join slots s on s.class_id = ${classId} and s.deleted_at is null and ${which}
      left join slot_versions v on v.id = (select f.id from slot_versions f where f.slot_id = s.id and f.deleted_at is null
        and (f.ends_on is null or f.ends_on >= p.starts_on) order by f.starts_on limit 1)
      where ${meetsWithin(sql`s.id`, places)} order by v.weekday, v.start_minute`,
  );
}

/** One day takes every slot that meets on it. */
function slotsWanted(wanted: Wanted): SQL {
  if (isOneDay(wanted.kind)) {
    return sql`s.id in (select m.slot_id from ${meetings(ofClass(wanted, wanted.startsOn))} m
      where m.is_cancelled = 0 and m.closure is null)`;
  }
  return namedSlots(wanted.slotIds);
}

export function namedSlots(slotIds: readonly string[] | null): SQL {
  return slotIds === null ? sql`true` : sql`instr(${JSON.stringify(slotIds)}, s.id) > 0`;
}

interface WantedMeeting {
  readonly day: string;
  readonly slotId: string;
  readonly startMinute: number;
  readonly durationMinutes: number;
}

function meetingsQuery(wanted: Wanted, purpose: "write" | "preview"): Query<WantedMeeting> {
  return select(
    {
      day: sql<string>`m.on_date`,
      slotId: sql<string>`m.slot_id`,
      startMinute: sql<number>`m.start_minute`,
      durationMinutes: sql<number>`m.duration_minutes`,
    },
    sql`from ${meetings(daysLookedAt(wanted, purpose))} m where m.is_cancelled = 0 and m.closure is null
      order by m.on_date, m.start_minute limit ${PREVIEW.meetings}`,
  );
}

function daysLookedAt(wanted: Wanted, purpose: "write" | "preview") {
  const { startsOn } = wanted;
  if (isOneDay(wanted.kind)) return ofClass(wanted, startsOn);
  if (purpose === "write") return ofClass(wanted, addDays(startsOn, A_WEEK));
  const from = sql`(select p.starts_on from ${spanOf(wanted)} p)`;
  return { ...ofClass(wanted, sql`date(${from}, ${`+${PREVIEW.days} days`})`), from };
}

function ofClass(wanted: Wanted, to: string | SQL) {
  return { from: wanted.startsOn, to, where: sql`c.id = ${wanted.classId}` };
}
