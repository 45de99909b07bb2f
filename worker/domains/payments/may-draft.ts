import { Precondition } from "../../kernel/errors.ts";

/** What says whether drafts are taken from a method; the query of the drafts asks the same. */
interface Drafted {
  readonly isPrimary: boolean;
  readonly guardianId: string | null;
  readonly invalidReason: string | null;
}

/** Whether drafts can be taken from it: it is the primary one, of the primary guardian, and may be charged. */
export function mayDraft(method: Drafted, primaryGuardianId: string | null): boolean {
  return method.isPrimary && isOfPrimary(method, primaryGuardianId) && method.invalidReason === null;
}

export function isOfPrimary({ guardianId }: Pick<Drafted, "guardianId">, primaryGuardianId: string | null) {
  return guardianId !== null && guardianId === primaryGuardianId;
}

/** @throws Precondition `not_primary_guardian` */
export function expectOfPrimary(method: Pick<Drafted, "guardianId">, primaryGuardianId: string | null): void {
  if (isOfPrimary(method, primaryGuardianId)) return;
  throw new Precondition(
    "not_primary_guardian",
    "Only a method of the family’s primary guardian can be the primary one. Add one for that guardian.",
  );
}

/** Nobody authorises what would not be done. @throws Precondition `not_primary_guardian` | `not_primary` | `method_invalid` */
export function expectMayDraft(method: Drafted, primaryGuardianId: string | null): void {
  expectOfPrimary(method, primaryGuardianId);
  if (!method.isPrimary) {
    throw new Precondition(
      "not_primary",
      "Autopay takes from the primary payment method only. Make this one the primary one first.",
    );
  }
  if (method.invalidReason !== null) {
    throw new Precondition(
      "method_invalid",
      "This payment method cannot be charged any more. Choose another, or enter it again.",
    );
  }
}
