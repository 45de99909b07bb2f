import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { refusePast } from "./grant-tokens.ts";
import { checkPlaces, placesQueries } from "./known-places.ts";
import { refuseUsed } from "./revoke-token.ts";
import type { UpdateTokenInput } from "./schemas.ts";
import { tokenById } from "./token-queries.ts";

/** Changes until when and where a token may be used; so one of a deleted program is not stuck. @throws NotFound, Conflict */
export async function updateToken(
  ctx: Context,
  id: string,
  input: UpdateTokenInput,
): Promise<{ readonly change: Committed | null }> {
  requireRight(ctx, "create_makeup_tokens", "full");
  const { version, ...fields } = input;
  const found = await read(ctx, {
    token: tokenById(ctx, id, "create_makeup_tokens"),
    ...placesQueries(fields),
  });
  const { studentName, ...token } = expectRow(found.token, "makeup token", version);
  refuseUsed(token);
  checkPlaces(fields, found);
  refusePast(ctx, fields.expiresOn);
  const change = new Change(ctx, {
    action: "makeups.update",
    summary: `Changed a makeup token of ${studentName}`,
    right: "create_makeup_tokens",
    undoMs: UNDO_MS.ordinary,
  });
  const changed = change.update("makeupTokens", token, defined(fields));
  return { change: changed ? await commit(ctx, change) : null };
}

function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
