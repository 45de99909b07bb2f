import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { BIG_CLASS_SIZE, type Making } from "./demo-family.ts";
import type { DemoClass } from "./seats.ts";

interface NewStudent {
  readonly studentId: string;
  readonly birthDate: IsoDate;
  readonly gender: "female" | "male";
}

/** In what a student is or was: `chance`, the same for a family, says whether they came, left, or begin later. */
export function enroll(making: Making, student: NewStudent, index: number, chance: number): void {
  const { random, account } = making;
  const { seats, today } = account;
  if (index === 0 && making.index < BIG_CLASS_SIZE) {
    seats.occupy(account.bigClass.id);
    addActive(making, student.studentId, account.bigClass, -200);
  } else if (chance < 0.74) {
    const first = seats.take(random, student, today);
    if (first) addActive(making, student.studentId, first, -random.below(400));
    else if (account.membershipId !== null) addMember(making, student.studentId, account.membershipId);
    const second = random.chance(0.2) && first ? seats.take(random, student, today, first.id) : null;
    if (second) addActive(making, student.studentId, second, -random.below(200));
  } else if (chance < 0.82) {
    addFormer(making, student);
  } else if (chance < 0.86) {
    const next = seats.take(random, student, today);
    if (next) addActive(making, student.studentId, next, 1 + random.below(20));
  }
}

function addActive(making: Making, studentId: string, taken: DemoClass, startDays: number): void {
  const { today } = making.account;
  const { session } = taken;
  const wished = addDays(today, startDays);
  making.rows.enrollments.push({
    id: making.id("enrollment"),
    studentId,
    classId: taken.id,
    kind: "active",
    startsOn: session?.dropsOn && wished < session.startsOn ? session.startsOn : wished,
    endsOn: session?.dropsOn ?? null,
    sessionId: session?.id ?? null,
  });
}

function addMember({ rows, id, random, account }: Making, studentId: string, classId: string): void {
  const startsOn = addDays(account.today, -random.below(400));
  rows.enrollments.push({ id: id("enrollment"), studentId, classId, kind: "active", startsOn });
}

/** Somebody who left: a few of them only days ago, so that there are recent drops to look at. */
function addFormer({ rows, id, random, account }: Making, student: NewStudent): void {
  const { today, seats } = account;
  const former = seats.fitting(student, today).filter((one) => one.session?.dropsOn == null);
  if (former.length === 0) return;
  const endDays = random.chance(0.4) ? random.below(30) : 30 + random.below(200);
  rows.enrollments.push({
    id: id("enrollment"),
    studentId: student.studentId,
    classId: random.pick(former).id,
    kind: "active",
    startsOn: addDays(today, -400),
    endsOn: addDays(today, -endDays),
    dropReasonId: random.chance(0.8) ? random.pick(account.dropReasonIds) : null,
    dropNote: random.chance(0.2) ? "May come back in spring" : null,
    droppedAt: account.nowMs - (endDays + random.below(10)) * 86_400_000,
  });
}
