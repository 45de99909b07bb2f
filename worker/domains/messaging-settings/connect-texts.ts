import type { ControlActor } from "../../../control-plane/control-audit.ts";
import {
  MessagingConflict,
  type MessagingDeps,
  pathTokenFor,
  removeMessaging,
  storeMessaging,
} from "../../../control-plane/message-providers.ts";
import { actorId, type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import type { Services } from "../../services.ts";
import { textsUrl } from "../texts/text-desk.ts";
import type { ConnectTextsInput } from "./schemas.ts";

/**
 * Has the provider hand in with these credentials what comes, and keeps them when it agreed; else nothing is changed.
 * @throws Precondition `refused`, `not_available`, `no_answer`, Conflict `changed_meanwhile`
 */
export async function connectTexts(
  ctx: Context,
  services: Services,
  input: ConnectTextsInput,
): Promise<void> {
  requireRight(ctx, "settings", "full");
  await keepTexts(services, { ...input, accountId: ctx.account.id }, controlActor(ctx));
}

/** The same for whoever sets an account up. */
export async function keepTexts(
  services: Services,
  access: ConnectTextsInput & { readonly accountId: string },
  actor: ControlActor,
): Promise<void> {
  const provider = services.house.providers.texts.providerFor(access);
  if (!provider) throw new Precondition("not_available", "This provider cannot be connected here.");
  const deps = messagingDeps(services);
  const pathToken = await pathTokenFor(deps, access);
  const answer = await provider.connect(textsUrl(services.env.PUBLIC_ORIGIN, pathToken));
  if (answer.outcome === "refused") throw new Precondition("refused", answer.trouble.words);
  if (answer.outcome === "provider_down") {
    throw new Precondition(
      "no_answer",
      "The provider does not answer. Nothing was changed; try again in a minute.",
    );
  }
  await inWords(() => storeMessaging(deps, access, pathToken, actor));
}

/** Forgets the credentials: nothing is sent from now on, what waits fails and says so. @throws Conflict */
export async function disconnectTexts(ctx: Context, services: Services): Promise<void> {
  requireRight(ctx, "settings", "full");
  await inWords(() => removeMessaging(messagingDeps(services), ctx.account.id, controlActor(ctx)));
}

export function messagingDeps({ house, env, control }: Services): MessagingDeps {
  return { control, masterKey: env.MASTER_KEY, now: house.now };
}

function controlActor(ctx: Context): ControlActor {
  return { kind: "staff", id: actorId(ctx.actor) ?? "", requestId: ctx.request.id };
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MessagingConflict)) throw error;
    throw new Conflict(
      "changed_meanwhile",
      "Somebody else changed the provider meanwhile. Look at it again.",
    );
  }
}
