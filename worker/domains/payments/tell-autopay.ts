import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { mailsFamily } from "../mail-templates/portal-mail.ts";
import { methodName, type StoredMethod } from "./method-queries.ts";

type Told = Pick<StoredMethod, "familyId" | "kind" | "brand" | "last4">;

/** Whoever switched it, the family must know whether drafts are taken: by mail to the guardian who acted, else to the family. */
export function tellAutopay(change: Change, ctx: Context, method: Told, isOn: boolean): void {
  mailsFamily(change, {
    key: isOn ? "autopay_on" : "autopay_off",
    familyId: method.familyId,
    loginId: ctx.actor.kind === "guardian" ? ctx.actor.id : null,
    page: "/account/methods",
    facts: { "payment.method": { en: methodName(method), es: methodName(method, "es") } },
  });
}
