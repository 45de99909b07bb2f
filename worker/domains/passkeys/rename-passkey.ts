import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { ownPasskeyQuery } from "./own-passkey.ts";

export async function renamePasskey(
  ctx: Context<GuardianActor>,
  id: string,
  input: { readonly name: string; readonly version: number },
): Promise<{ change: Committed | null }> {
  const { rows } = await read(ctx, { rows: ownPasskeyQuery(ctx.actor.id, id) });
  const passkey = expectRow(rows, "passkey", input.version);
  const summary = `Renamed the passkey “${passkey.name}” to “${input.name}”`;
  const change = new Change(ctx, { action: "passkeys.update", summary, right: null });
  if (!change.update("passkeys", passkey, { name: input.name })) return { change: null };
  return { change: await commit(ctx, change) };
}
