import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { ownPasskeyQuery } from "./own-passkey.ts";

/** The passkey opens nothing any more; on the device it stays until it is deleted there. */
export async function removePasskey(
  ctx: Context<GuardianActor>,
  id: string,
  input: { readonly version: number },
): Promise<{ change: Committed }> {
  const { rows } = await read(ctx, { rows: ownPasskeyQuery(ctx.actor.id, id) });
  const passkey = expectRow(rows, "passkey", input.version);
  const summary = `Removed the passkey “${passkey.name}”`;
  const change = new Change(ctx, { action: "passkeys.delete", summary, right: null });
  change.remove("passkeys", passkey);
  return { change: await commit(ctx, change) };
}
