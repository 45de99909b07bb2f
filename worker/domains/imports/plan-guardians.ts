import { guardianNames } from "../families/family-rows.ts";
import { type Existing, keyIndex, LISTS } from "./existing.ts";
import type { IncomingGuardian, RowGroup } from "./incoming.ts";
import { fullNameKey, guardianKey } from "./match-keys.ts";
import { planEmails, planPhones } from "./plan-addresses.ts";
import { Slot } from "./slot.ts";
import { type RowPlan, silently, tell } from "./working-family.ts";

/** Shorter names differ by two letters too easily. */
const MIN_CORRECTED_CHARACTERS = 6;
const MAX_CORRECTED_LETTERS = 2;

/** What a row says of one guardian. */
export function planGuardian(
  told: RowPlan,
  guardian: IncomingGuardian,
  group: RowGroup,
  existing: Existing,
  idSource: string,
): Slot<"guardians"> {
  const slot = findGuardian(told, guardian, group, existing, idSource) ?? addGuardian(told, guardian);
  const plan = slot.isNew ? silently(told) : told;
  const name = () => `${slot.value("firstName") ?? ""} ${slot.value("lastName") ?? ""}`.trim();
  const before = name();
  const first = slot.offer("firstName", guardian.firstName, plan.rule);
  const last = slot.offer("lastName", guardian.lastName, plan.rule);
  if (first || last) {
    slot.derive(guardianNames(slot.value("firstName") ?? "", slot.value("lastName") ?? ""));
    if (before !== "") tell(plan, "Guardian", before, name());
  }
  for (const [key, label] of [
    ["birthDate", "birth date"],
    ["employer", "employer"],
  ] as const) {
    const was = slot.value(key);
    if (slot.offer(key, guardian[key], plan.rule)) tell(plan, `${name()}: ${label}`, was, guardian[key]);
  }
  if (guardian.relationship && !slot.isSettled("relationshipId")) {
    const id = plan.lists.listItem(LISTS.relationship, guardian.relationship);
    if (slot.offer("relationshipId", id, plan.rule))
      tell(plan, `${name()}: relationship`, null, guardian.relationship);
  }
  planEmails(plan, guardian.emails, slot.id, group, name());
  planPhones(plan, guardian.phones, slot.id, group, name());
  return slot;
}

function addGuardian(plan: RowPlan, guardian: IncomingGuardian): Slot<"guardians"> {
  const { working } = plan;
  const slot = new Slot("guardians", {
    fresh: {
      id: plan.mint("guardian"),
      familyId: working.id,
      firstName: "",
      lastName: "",
      isPrimary: !working.guardians.some((other) => other.value("isPrimary")),
      position: working.guardians.length,
    },
  });
  working.guardians.push(slot);
  tell(plan, "New guardian", null, `${guardian.firstName} ${guardian.lastName}`.trim());
  return slot;
}

/** By the id of the other system, by name, and by a name with a slip of the pen and the same e-mail or phone. */
function findGuardian(
  plan: RowPlan,
  guardian: IncomingGuardian,
  group: RowGroup,
  existing: Existing,
  idSource: string,
): Slot<"guardians"> | undefined {
  const { guardians } = plan.working;
  const key = guardianKey(guardian, idSource);
  const known = key ? existing.keys.get(keyIndex(key.source, key.key))?.id : null;
  const byId = known ? guardians.find((slot) => slot.id === known) : undefined;
  if (byId) return byId;
  const name = fullNameKey(guardian);
  const byName = guardians.find((slot) => nameOf(slot) === name);
  if (byName) return byName;
  const named = new Set(group.rows.flatMap((row) => row.guardians.map(fullNameKey)));
  return guardians.find(
    (slot) =>
      !slot.isNew &&
      !named.has(nameOf(slot)) &&
      Math.min(name.length, nameOf(slot).length) >= MIN_CORRECTED_CHARACTERS &&
      lettersApart(name, nameOf(slot)) <= MAX_CORRECTED_LETTERS &&
      sharesAddress(plan, slot.id, guardian),
  );
}

function nameOf(slot: Slot<"guardians">): string {
  return fullNameKey({ firstName: slot.value("firstName") ?? "", lastName: slot.value("lastName") ?? "" });
}

function sharesAddress(plan: RowPlan, guardianId: string, guardian: IncomingGuardian): boolean {
  const emails = new Set(guardian.emails.map((address) => address.toLowerCase()));
  const phones = new Set(guardian.phones.flatMap((phone) => phone.e164 ?? []));
  return (
    plan.working.emails.some(
      (slot) => slot.value("guardianId") === guardianId && emails.has(slot.value("addressFolded") ?? ""),
    ) ||
    plan.working.phones.some(
      (slot) => slot.value("guardianId") === guardianId && phones.has(slot.value("e164") ?? ""),
    )
  );
}

/** How many letters must be put in, left out or exchanged to make one of the other. */
export function lettersApart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
