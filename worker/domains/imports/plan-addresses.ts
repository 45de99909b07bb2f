import { foldEmail } from "../../../tenant-schema/text.ts";
import { LISTS, phoneKey } from "./existing.ts";
import type { IncomingPhone, RowGroup } from "./incoming.ts";
import { Slot } from "./slot.ts";
import { type RowPlan, tell } from "./working-family.ts";

const PHONE_TYPE_LABELS = { mobile: "Mobile", home: "Home", work: "Work" } as const;

/**
 * E-mails of one guardian, or of the family (`guardianId` null). An address the family has stays as it is. One that
 * it does not have takes the place of the guardian's only other one, which it corrects; beside several it is added.
 */
export function planEmails(
  plan: RowPlan,
  addresses: readonly string[],
  guardianId: string | null,
  group: RowGroup,
  who: string,
): void {
  const { working } = plan;
  const wanted = new Set(group.rows.flatMap((row) => emailsOf(row).map(foldEmail)));
  const isSole = addresses.length === 1;
  for (const address of addresses) {
    const folded = foldEmail(address);
    if (working.emails.some((slot) => slot.value("addressFolded") === folded)) continue;
    const own = working.emails.filter((slot) => slot.value("guardianId") === guardianId);
    const [only] = own;
    const corrects =
      isSole && own.length === 1 && only?.current && !only.isSettled("address") && plan.rule === "update";
    if (corrects && !wanted.has(only.current?.addressFolded ?? "")) {
      tell(plan, `${who}: e-mail`, only.current?.address, address);
      only.offer("address", address, "update");
      only.derive({ addressFolded: folded });
      continue;
    }
    const fresh = {
      id: plan.mint("email"),
      familyId: working.id,
      guardianId,
      address,
      addressFolded: folded,
      isPrimary: !working.emails.some((slot) => slot.value("isPrimary")),
    };
    working.emails.push(new Slot("emails", { fresh }));
    tell(plan, `${who}: new e-mail`, null, address);
  }
}

/** Phones, by the same rules. */
export function planPhones(
  plan: RowPlan,
  phones: readonly IncomingPhone[],
  guardianId: string | null,
  group: RowGroup,
  who: string,
): void {
  const { working } = plan;
  const wanted = new Set(group.rows.flatMap((row) => phonesOf(row).map(phoneKey)));
  const isSole = phones.length === 1;
  for (const { type, number, e164, searchDigits } of phones) {
    const key = phoneKey({ number, e164 });
    if (working.phones.some((slot) => keyOf(slot) === key)) continue;
    const typeId = type ? plan.lists.existingListItem(LISTS.phoneType, PHONE_TYPE_LABELS[type]) : null;
    const own = working.phones.filter((slot) => slot.value("guardianId") === guardianId);
    const [only] = own;
    const corrects =
      isSole && own.length === 1 && only?.current && !only.isSettled("number") && plan.rule === "update";
    if (corrects && !wanted.has(keyOf(only))) {
      tell(plan, `${who}: phone`, only.current?.number, number);
      only.offer("number", number, "update");
      only.derive({ e164, searchDigits });
      continue;
    }
    const fresh = {
      id: plan.mint("phone"),
      familyId: working.id,
      guardianId,
      number,
      e164,
      searchDigits,
      typeId,
      isPrimary: !working.phones.some((slot) => slot.value("isPrimary")),
    };
    working.phones.push(new Slot("phones", { fresh }));
    tell(plan, `${who}: new phone`, null, number);
  }
}

function keyOf(slot: Slot<"phones">): string {
  return phoneKey({ e164: slot.value("e164") ?? null, number: slot.value("number") ?? "" });
}

function emailsOf(row: RowGroup["rows"][number]): string[] {
  return [...row.family.emails, ...row.guardians.flatMap((guardian) => guardian.emails)];
}

function phonesOf(row: RowGroup["rows"][number]): IncomingPhone[] {
  return [...row.family.phones, ...row.guardians.flatMap((guardian) => guardian.phones)];
}
