import * as z from "zod/mini";
import { StatusConflict } from "../../control-plane/change-status.ts";
import {
  closeAccount,
  reopenAccount,
  suspendAccount,
  unsuspendAccount,
} from "../../control-plane/close-account.ts";
import type { ControlActor } from "../../control-plane/control-audit.ts";
import { UrlNameTaken } from "../../control-plane/provision-account.ts";
import { renameAccount } from "../../control-plane/rename-account.ts";
import { grantCredits } from "../domains/messaging-settings/grant-credits.ts";
import { parse } from "../edge/validate.ts";
import { systemContext } from "../jobs/system-context.ts";
import { Conflict, NotFound } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";

const reason = z.string().check(z.trim(), z.minLength(1, "Say why"), z.maxLength(500));
const DAY_MS = 86_400_000;

const creditsInput = z.object({
  kind: z.enum(["bought", "granted"]),
  credits: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
});

/** Suspends, unsuspends, closes, reopens or renames an account, or adds message credits to it. @throws NotFound, Conflict */
export async function changeAccount(
  services: Services,
  accountId: string,
  act: string,
  body: unknown,
  actor: ControlActor,
): Promise<void> {
  const deps = openDeps(services);
  const why = () => ({ accountId, ...parse(z.object({ reason }), body) });
  try {
    switch (act) {
      case "suspend":
        return await suspendAccount(deps, why(), actor);
      case "unsuspend":
        return await unsuspendAccount(deps, why(), actor);
      case "reopen":
        return await reopenAccount(deps, why(), actor);
      case "close": {
        const { graceDays, ...input } = parse(
          z.object({ reason, graceDays: z.int().check(z.minimum(0), z.maximum(365)) }),
          body,
        );
        const closesAt = services.house.now() + graceDays * DAY_MS;
        return await closeAccount(deps, { accountId, ...input, closesAt }, actor);
      }
      case "rename": {
        const { urlName } = parse(z.object({ urlName: z.string() }), body);
        await renameAccount(deps, { accountId, urlName }, actor);
        return;
      }
      case "credits": {
        const ctx = await systemContext(services, accountId, actor.requestId ?? "");
        await grantCredits(ctx, parse(creditsInput, body));
        return;
      }
      default:
        throw new NotFound("page");
    }
  } catch (error) {
    if (error instanceof StatusConflict) throw new Conflict("wrong_status", error.message);
    if (error instanceof UrlNameTaken) throw new Conflict("url_name_taken", error.message);
    throw error;
  }
}
