import type { Row } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { TokenEntryKind } from "./shapes.ts";

export type StoredToken = Row<"makeupTokens">;
type Stored = StoredToken["state"];
type Move = Exclude<TokenEntryKind, "issued">;

/** From which states a token can move how, where to, and what its ledger gains: the sum is 1 while it is available. */
const MOVES: Readonly<
  Record<Move, { readonly to: Stored; readonly delta: Partial<Record<Stored, -1 | 0 | 1>> }>
> = {
  requested: { to: "pending", delta: { available: -1 } },
  withdrawn: { to: "available", delta: { pending: 1 } },
  expended: { to: "expended", delta: { available: -1, pending: 0 } },
  returned: { to: "available", delta: { expended: 1 } },
  revoked: { to: "revoked", delta: { available: -1 } },
  reinstated: { to: "available", delta: { revoked: 1 } },
};

interface MoveFacts {
  /** The makeup that is paid or no longer paid. */
  readonly enrollmentId?: string | null;
  readonly comment?: string | null;
}

/** A new token and the first line of its ledger. */
export function issueToken(
  ctx: Context,
  change: Change,
  token: Pick<StoredToken, "studentId" | "origin" | "expiresOn"> &
    Partial<Pick<StoredToken, "classId" | "slotId" | "meetsOn" | "locationId" | "programIds" | "comment">>,
): string {
  const id = newId("makeupToken", ctx.nowMs);
  change.insert("makeupTokens", { id, ...token, issuedOn: today(ctx), state: "available" });
  enter(ctx, change, { id, studentId: token.studentId }, "issued", 1, { comment: token.comment ?? null });
  return id;
}

/** Moves a token on, with a line in its ledger. Asking for a move that its state does not allow is a bug. */
export function moveToken(
  ctx: Context,
  change: Change,
  token: StoredToken,
  move: Move,
  { enrollmentId = null, comment = null }: MoveFacts = {},
): void {
  const { to, delta } = MOVES[move];
  const gained = delta[token.state];
  if (gained === undefined) throw new Error(`A makeup token that is ${token.state} cannot be ${move}`);
  const paysFor = move === "expended" ? enrollmentId : null;
  change.update("makeupTokens", token, { state: to, enrollmentId: paysFor });
  enter(ctx, change, token, move, gained, { enrollmentId, comment });
}

function enter(
  ctx: Context,
  change: Change,
  token: { readonly id: string; readonly studentId: string },
  kind: TokenEntryKind,
  delta: -1 | 0 | 1,
  { enrollmentId = null, comment = null }: MoveFacts,
): void {
  change.insert("makeupEntries", {
    id: newId("makeupEntry", ctx.nowMs),
    tokenId: token.id,
    studentId: token.studentId,
    kind,
    delta,
    enrollmentId,
    effectiveOn: today(ctx),
    comment,
  });
}
