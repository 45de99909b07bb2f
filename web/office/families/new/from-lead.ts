import { newGuardian } from "../forms/new-records.ts";
import type { NewFamily } from "./to-input.ts";

/** Somebody who texted us and is in no record yet, as the address of the page says it. */
export interface Lead {
  readonly phone: string;
  readonly name: string;
}

export function leadIn(search: string): Lead | undefined {
  const params = new URLSearchParams(search);
  const phone = params.get("phone") ?? "";
  return /^\+\d{7,15}$/.test(phone) ? { phone, name: params.get("name")?.trim() ?? "" } : undefined;
}

/** What of the form can be filled in already: whoever wrote first has agreed to be answered. */
export function familyOf({ phone, name }: Lead): Pick<NewFamily, "name" | "guardians"> {
  const at = name.lastIndexOf(" ");
  const [firstName, lastName] = at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)];
  const phones = [{ number: phone, typeId: null, isPrimary: true, textOptIn: true }];
  return { name: lastName, guardians: [{ ...newGuardian(lastName), firstName, isPrimary: true, phones }] };
}
