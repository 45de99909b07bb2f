import { addDays } from "../../../tenant-schema/dates.ts";
import { enrollInto, slotsOn, type World } from "./demo-world.ts";
import type { Missed } from "./mark-attendance.ts";

const TOKENS = 14;

/** Tokens for excused absences: most are there to be used, two are used, one is revoked, one has expired. */
export function issueMakeups(world: World, missed: readonly Missed[]): void {
  const seen = new Set<string>();
  const chosen = missed.filter((one) => !seen.has(one.studentId) && seen.add(one.studentId)).slice(-TOKENS);
  chosen.forEach((one, i) => {
    if (i < 2) spend(world, one);
    else if (i === 2) revoke(world, one);
    else issue(world, one, i === 3 ? { expiresOn: addDays(world.today, -2) } : {});
  });
}

interface Differing {
  readonly expiresOn?: string;
  readonly state?: "available" | "expended" | "revoked";
  readonly enrollmentId?: string;
}

function issue(world: World, { studentId, meeting }: Missed, differing: Differing = {}): string {
  const tokenId = world.id("makeupToken");
  const { classId, slotId, meetsOn } = meeting;
  world.change.insert("makeupTokens", {
    id: tokenId,
    studentId,
    origin: "absence",
    classId,
    slotId,
    meetsOn,
    locationId: world.classes.find((one) => one.id === classId)?.locationId ?? null,
    issuedOn: meetsOn,
    expiresOn: addDays(meetsOn, 90),
    state: "available",
    ...differing,
  });
  enter(world, tokenId, studentId, { kind: "issued", delta: 1, effectiveOn: meetsOn });
  return tokenId;
}

/** Spent on a makeup in the coming days, in a class of the same program with places left. */
function spend(world: World, missed: Missed): void {
  const own = world.classes.find((one) => one.id === missed.meeting.classId);
  const other = world.classes.find(
    (one) => one.programId === own?.programId && one.id !== own?.id && one.students + 4 <= one.capacity,
  );
  const day = world.meetings.find((one) => one.classId === other?.id && one.meetsOn > world.today)?.meetsOn;
  if (!other || !day) {
    issue(world, missed);
    return;
  }
  const slotIds = slotsOn(world, other.id, day);
  const row = { studentId: missed.studentId, classId: other.id, kind: "makeup" as const, slotIds };
  const enrollmentId = enrollInto(world, { ...row, startsOn: day, endsOn: day });
  const tokenId = issue(world, missed, { state: "expended", enrollmentId });
  enter(world, tokenId, missed.studentId, {
    kind: "expended",
    delta: -1,
    effectiveOn: world.today,
    enrollmentId,
  });
}

function revoke(world: World, missed: Missed): void {
  const tokenId = issue(world, missed, { state: "revoked" });
  const comment = "Issued by mistake";
  enter(world, tokenId, missed.studentId, { kind: "revoked", delta: -1, effectiveOn: world.today, comment });
}

interface Entry {
  readonly kind: "issued" | "expended" | "revoked";
  readonly delta: 1 | -1;
  readonly effectiveOn: string;
  readonly enrollmentId?: string;
  readonly comment?: string;
}

function enter(world: World, tokenId: string, studentId: string, entry: Entry): void {
  world.change.insert("makeupEntries", { id: world.id("makeupEntry"), tokenId, studentId, ...entry });
}
