import { newId } from "../../../tenant-schema/ids.ts";
import { Change, type Current, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { familyLives, recordById, recordsOf } from "./family-records.ts";
import { emailFields, guardianNames, phoneFields } from "./family-rows.ts";
import { guardianReferences, missingReferences, referencesLive, refuseMissing } from "./references.ts";
import type { SaveGuardianInput } from "./schemas.ts";

/**
 * Saves a guardian with her e-mails and phones as one whole: entries left out are deleted, entries without an id
 * are new. With `guardianId` null the guardian is new.
 */
export async function saveGuardian(
  ctx: Context,
  familyId: string,
  guardianId: string | null,
  input: SaveGuardianInput,
): Promise<{ id: string; change: Committed | null }> {
  requireRight(ctx, "families", "full");
  const references = guardianReferences("", input);
  const found = await read(ctx, {
    family: livingById("families", familyId),
    guardian: recordById("guardians", familyId, guardianId ?? ""),
    guardians: recordsOf("guardians", [familyId]),
    emails: recordsOf("emails", [familyId]),
    phones: recordsOf("phones", [familyId]),
    missing: missingReferences(Object.values(references)),
  });
  const family = expectRow(found.family, "family");
  refuseMissing(found.missing, references);
  const current = guardianId === null ? null : expectRow(found.guardian, "guardian", input.version);
  const id = current?.id ?? newId("guardian", ctx.nowMs);
  const name = `${input.firstName} ${input.lastName}`.trim();
  const change = new Change(ctx, {
    action: current ? "guardians.update" : "guardians.create",
    summary: current
      ? `Changed ${name} of the family ${family.name}`
      : `Added ${name} to the family ${family.name}`,
    right: "families",
    undoMs: UNDO_MS.ordinary,
  });
  addPerson(change, {
    id,
    familyId,
    current,
    input,
    others: found.guardians.filter((guardian) => guardian.id !== id),
  });
  const region = ctx.account.phoneRegion;
  const emails = input.emails.map((email) => ({ id: email.id, fields: emailFields(email) }));
  const phones = input.phones.map((phone) => ({ id: phone.id, fields: phoneFields(phone, region) }));
  addEntries(change, "emails", found.emails, emails, { familyId, guardianId: id, nowMs: ctx.nowMs });
  addEntries(change, "phones", found.phones, phones, { familyId, guardianId: id, nowMs: ctx.nowMs });
  if (change.isEmpty) return { id, change: null };
  change.guard("row_living", familyLives(familyId));
  change.guard("row_living", referencesLive(Object.values(references)));
  return { id, change: await commit(ctx, change, { id }) };
}

interface Person {
  readonly id: string;
  readonly familyId: string;
  readonly current: (Current & { readonly isPrimary: boolean }) | null;
  readonly input: SaveGuardianInput;
  readonly others: readonly (Current & { readonly isPrimary: boolean })[];
}

function addPerson(change: Change, { id, familyId, current, input, others }: Person): void {
  const { emails: _emails, phones: _phones, version: _version, firstName, lastName, ...facts } = input;
  // Somebody must be primary: unticking the box of the only one leaves it ticked.
  const isPrimary = input.isPrimary || !others.some((other) => other.isPrimary);
  const fields = { ...facts, ...guardianNames(firstName, lastName), isPrimary };
  if (current) change.update("guardians", current, fields);
  else change.insert("guardians", { id, familyId, ...fields, position: others.length });
  if (!isPrimary) return;
  for (const other of others) change.update("guardians", other, { isPrimary: false });
}

type Entry = Current & { readonly guardianId: string | null; readonly isPrimary: boolean };
interface Wanted {
  readonly id: string | undefined;
  readonly fields: { readonly isPrimary: boolean } & Readonly<Record<string, unknown>>;
}

/** E-mails or phones: those of this guardian become what the form says; one of the family stays primary. */
function addEntries(
  change: Change,
  entity: "emails" | "phones",
  all: readonly Entry[],
  wanted: readonly Wanted[],
  owner: { readonly familyId: string; readonly guardianId: string; readonly nowMs: number },
): void {
  const own = new Map(
    all.filter((entry) => entry.guardianId === owner.guardianId).map((entry) => [entry.id, entry]),
  );
  const others = all.filter((entry) => entry.guardianId !== owner.guardianId);
  const claimed = wanted.findIndex((entry) => entry.fields.isPrimary);
  const primary = claimed >= 0 ? claimed : others.some((entry) => entry.isPrimary) ? -1 : 0;
  wanted.forEach((entry, i) => {
    const fields = { ...entry.fields, isPrimary: i === primary };
    const current = entry.id === undefined ? undefined : own.get(entry.id);
    if (current) change.update(entity, current, fields);
    else {
      const id = newId(entity === "emails" ? "email" : "phone", owner.nowMs);
      change.insert(entity, {
        id,
        familyId: owner.familyId,
        guardianId: owner.guardianId,
        ...fields,
      } as never);
    }
    if (entry.id !== undefined) own.delete(entry.id);
  });
  for (const gone of own.values()) change.remove(entity, gone);
  if (primary >= 0 && wanted.length > 0) {
    for (const other of others) if (other.isPrimary) change.update(entity, other, { isPrimary: false });
  } else if (wanted.length === 0 && others.length > 0 && !others.some((entry) => entry.isPrimary)) {
    change.update(entity, others[0]!, { isPrimary: true });
  }
}
