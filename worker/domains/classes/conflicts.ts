import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { SlotFields } from "./schemas.ts";
import type { ScheduleConflict } from "./shapes.ts";
import { clockOf } from "./slot-words.ts";

/** Days on which something may be; open ends are null. */
export interface Span {
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
}

/** A slot as it is over some days; a class with sessions meets only within them. */
export interface PlannedSlot extends Omit<SlotFields, "capacity">, Span {
  readonly capacity: number | null;
  readonly sessions: readonly Span[];
}

export interface OtherSlot extends PlannedSlot {
  readonly classId: string;
  /** Null where the reader may not see the class. */
  readonly className: string | null;
}

export interface Surroundings {
  readonly others: readonly OtherSlot[];
  readonly absences: readonly (Span & { readonly staffId: string })[];
  readonly rooms: readonly { readonly id: string; readonly name: string; readonly capacity: number | null }[];
  readonly staff: readonly { readonly id: string; readonly name: string }[];
}

/** What two things happen at once, by what they share. */
type Clash = Omit<ScheduleConflict, "firstOn" | "times">;

/**
 * What cannot happen together on the days from one to another: an instructor in two places or away, a room used twice or
 * too small. Slots asked about are also held against one another. Exceptions and closures are not looked at: the rule
 * itself is what somebody is about to decide.
 */
export function findConflicts(
  slots: readonly PlannedSlot[],
  around: Surroundings,
  from: IsoDate,
  to: IsoDate,
): ScheduleConflict[] {
  const found = new Map<string, { clash: Clash; firstOn: IsoDate; times: number }>();
  slots.forEach((slot, slotIndex) => {
    for (const day of meetingDays(slot, from, to)) {
      const rivals = [...around.others, ...slots.slice(slotIndex + 1).map(asOther)];
      const clashes = [
        ...away(slot, slotIndex, day, around),
        ...rivals
          .filter((other) => meetsAt(slot, day, other))
          .flatMap((other) => shared(slot, slotIndex, other, around)),
      ];
      for (const clash of clashes) {
        const key = `${clash.kind} ${slotIndex} ${clash.subject} ${clash.otherClassId} ${clash.text}`;
        const seen = found.get(key);
        if (seen) seen.times += 1;
        else found.set(key, { clash, firstOn: day, times: 1 });
      }
    }
  });
  const clashing = [...found.values()].map(({ clash, firstOn, times }) => ({ ...clash, firstOn, times }));
  return [...clashing, ...tooSmall(slots, around, from)].sort((a, b) => a.slotIndex - b.slotIndex);
}

function asOther(slot: PlannedSlot): OtherSlot {
  return { ...slot, classId: "", className: null };
}

function meetingDays(slot: PlannedSlot, from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  const weekday = (new Date(`${from}T00:00:00Z`).getUTCDay() + 6) % 7;
  for (let day = addDays(from, (slot.weekday - 1 - weekday + 7) % 7); day <= to; day = addDays(day, 7)) {
    if (meetsOn(slot, day)) days.push(day);
  }
  return days;
}

function meetsOn(slot: PlannedSlot, day: IsoDate): boolean {
  return (
    within(slot, day) && (slot.sessions.length === 0 || slot.sessions.some((session) => within(session, day)))
  );
}

function within({ startsOn, endsOn }: Span, day: IsoDate): boolean {
  return startsOn <= day && (endsOn === null || endsOn >= day);
}

/** Whether another slot meets while this one does; one that goes past midnight reaches into the next day. */
function meetsAt(slot: PlannedSlot, day: IsoDate, other: OtherSlot): boolean {
  return [0, 1].some((later) => {
    const otherDay = addDays(day, later);
    const weekday = ((slot.weekday - 1 + later) % 7) + 1;
    if (other.weekday !== weekday || !meetsOn(other, otherDay)) return false;
    const start = other.startMinute + later * 1440;
    return (
      start < slot.startMinute + slot.durationMinutes && start + other.durationMinutes > slot.startMinute
    );
  });
}

function away(slot: PlannedSlot, slotIndex: number, day: IsoDate, around: Surroundings): Clash[] {
  return around.absences
    .filter((absence) => slot.instructorIds.includes(absence.staffId) && within(absence, day))
    .map((absence) => {
      const subject = nameOf(around.staff, absence.staffId);
      return { kind: "instructor_away", slotIndex, subject, ...nobody, text: `${subject} is away` };
    });
}

const nobody = { otherClassId: null, otherClassName: null };

function shared(slot: PlannedSlot, slotIndex: number, other: OtherSlot, around: Surroundings): Clash[] {
  const isOwn = other.classId === "";
  const title = isOwn ? "another slot of this class" : (other.className ?? "a class you cannot see");
  const at = `${clockOf(other.startMinute)}–${clockOf(other.startMinute + other.durationMinutes)}`;
  const who = {
    otherClassId: isOwn || other.className === null ? null : other.classId,
    otherClassName: other.className,
  };
  const people = slot.instructorIds.filter((id) => other.instructorIds.includes(id));
  const clashes: Clash[] = people.map((id) => {
    const subject = nameOf(around.staff, id);
    return {
      kind: "instructor_busy",
      slotIndex,
      subject,
      ...who,
      text: `${subject} teaches ${title} at ${at}`,
    };
  });
  if (slot.roomId !== null && slot.roomId === other.roomId) {
    const subject = nameOf(around.rooms, slot.roomId);
    clashes.push({
      kind: "room_busy",
      slotIndex,
      subject,
      ...who,
      text: `${subject} is used by ${title} at ${at}`,
    });
  }
  return clashes;
}

function tooSmall(slots: readonly PlannedSlot[], around: Surroundings, from: IsoDate): ScheduleConflict[] {
  return slots.flatMap((slot, slotIndex): ScheduleConflict[] => {
    const room = around.rooms.find((one) => one.id === slot.roomId);
    if (!room || room.capacity === null || slot.capacity === null || slot.capacity <= room.capacity)
      return [];
    const text = `${room.name} holds ${room.capacity}, the class ${slot.capacity}`;
    const firstOn = slot.startsOn > from ? slot.startsOn : from;
    return [{ kind: "room_too_small", slotIndex, subject: room.name, ...nobody, text, firstOn, times: 1 }];
  });
}

function nameOf(list: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return list.find((one) => one.id === id)?.name ?? "Somebody";
}
