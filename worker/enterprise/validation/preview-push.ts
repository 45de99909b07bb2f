import { NotFound } from "../../kernel/errors.ts";
import type { EnterpriseContext } from "../context.ts";
import { enterprisePersonHere } from "../person-here.ts";
import { acrossAccounts, withPatience } from "../streams/across-accounts.ts";
import { openAccount, unreachable } from "../streams/open-account.ts";
import { ownAccounts } from "./list-names.ts";
import { recordHere, usesHere } from "./record-here.ts";
import type { PushInput, PushPreview, PushPreviewRow } from "./schemas.ts";

/** What a push would do, asked of each of the chosen accounts as it stands now. @throws NotFound */
export async function previewPush(ctx: EnterpriseContext, input: PushInput): Promise<PushPreview> {
  const { kind, from, to } = input;
  const accounts = await chosenAccounts(ctx, input.accountIds);
  const rows = new Map<string, PushPreviewRow>();
  await acrossAccounts(accounts, async ({ id, displayName }) => {
    const about = { accountId: id, accountName: displayName };
    try {
      rows.set(id, { ...about, ...(await withPatience(lookHere(ctx, id, input))) });
    } catch (error) {
      const { text } = unreachable(error, ctx.request.id);
      rows.set(id, { ...about, record: null, uses: [], problem: text });
    }
  }).all;
  return { kind, from, to, rows: accounts.flatMap(({ id }) => rows.get(id) ?? []) };
}

async function lookHere(ctx: EnterpriseContext, accountId: string, input: PushInput) {
  const own = await openAccount(ctx, accountId);
  const person = await enterprisePersonHere(ctx.control, own, ctx.actor.id);
  if (!person) throw new NotFound("account");
  const { record, problem } = await recordHere(own, person, input);
  const uses = record ? await usesHere(own, input.kind, record.id) : [];
  return { record: record && { id: record.id, name: record.name }, uses, problem };
}

/** The accounts of those ids; one that the person may not enter is as if it were not there. @throws NotFound */
export async function chosenAccounts(ctx: EnterpriseContext, ids: readonly string[]) {
  const wanted = new Set(ids);
  const accounts = (await ownAccounts(ctx)).filter(({ id }) => wanted.has(id));
  if (accounts.length < wanted.size) throw new NotFound("account");
  return accounts;
}
