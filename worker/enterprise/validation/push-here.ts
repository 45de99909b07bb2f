import { sql } from "drizzle-orm";
import { noteName } from "../../../analytics/name-validation/store-names.ts";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { json, select, statement } from "../../../control-plane/query.ts";
import { logUnexpected } from "../../edge/request-log.ts";
import { systemContext } from "../../jobs/system-context.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import { AppError, Conflict, Forbidden, Precondition, Replayed } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { undoChange } from "../../kernel/undo.ts";
import type { Services } from "../../services.ts";
import { enterprisePersonHere } from "../person-here.ts";
import { storeOf } from "../store/open-store.ts";
import { unreachable } from "../streams/open-account.ts";
import { NAME_KINDS } from "./name-kinds.ts";
import { type Renaming, recordHere } from "./record-here.ts";
import type { NameKind } from "./schemas.ts";
import type { PushName } from "./send-pushes.ts";

/** After so many deliveries the account is given up; it can be pushed to again. */
const MOST_DELIVERIES = 4;

interface PushJob extends Renaming, PushName {
  readonly enterpriseId: string;
  readonly userId: string;
  readonly recordIds: readonly string[];
  /** What gave the name; while it waits with one, it waits to be taken back. */
  readonly changeId: string | null;
}

/**
 * Gives the name in one account, or gives the old one back. Killed anywhere and delivered again, it finds by its key that
 * the account was changed already, and only notes it.
 */
export async function pushHere(services: Services, name: PushName, deliveries: number): Promise<void> {
  const job = await loadJob(services, name);
  if (!job) return;
  try {
    const ctx = await systemContext(services, job.accountId, job.pushId);
    const person = await enterprisePersonHere(services.control, ctx, job.userId);
    if (!person)
      throw new Forbidden("no_longer_granted", "Whoever asked for this may no longer enter the account.");
    const onBehalfOf = { id: person.id, name: person.name };
    const own: Context = { ...ctx, actor: { kind: "system", name: "Chalkline", onBehalfOf } };
    if (job.changeId === null) {
      const given = await give(own, person, job);
      await note(services, job, { state: "done", ...given, error: null });
      await tellStore(services, job, given.recordIds, job.to);
    } else {
      await takeBack(own, job.pushId, job.changeId);
      await note(services, job, { state: "undone", error: null });
      await tellStore(services, job, job.recordIds, job.from);
    }
  } catch (error) {
    const isFinal = error instanceof AppError || deliveries >= MOST_DELIVERIES;
    if (!isFinal) throw error;
    const words = error instanceof AppError ? error.message : unreachable(error, job.pushId).text;
    await note(services, job, { state: job.changeId === null ? "failed" : "done", error: words });
  }
}

async function loadJob(services: Services, { pushId, accountId }: PushName): Promise<PushJob | undefined> {
  const { found } = await services.control.read({
    found: select(
      {
        pushId: sql<string>`p.id`,
        accountId: sql<string>`x.account_id`,
        enterpriseId: sql<string>`p.enterprise_id`,
        userId: sql<string>`p.user_id`,
        kind: sql<NameKind>`p.kind`,
        from: sql<string>`p.from_name`,
        to: sql<string>`p.to_name`,
        recordIds: json<string[]>(sql`x.record_ids`),
        changeId: sql<string | null>`x.change_id`,
      },
      sql`from name_push_accounts x join name_pushes p on p.id = x.push_id
        where x.push_id = ${pushId} and x.account_id = ${accountId} and x.state = 'waiting'`,
    ),
  });
  return found[0];
}

interface Given {
  readonly recordIds: readonly string[];
  readonly changeId: string;
}

/** One change in the account, under the enterprise user. @throws AppError saying why not */
async function give(ctx: Context, person: StaffActor, job: PushJob): Promise<Given> {
  const once: Context = { ...ctx, idempotency: { key: `${job.pushId}:give`, fingerprint: job.pushId } };
  const { entity, noun } = NAME_KINDS[job.kind];
  const { record, problem } = await recordHere(ctx, person, job);
  const change = new Change(once, {
    action: `${entity}.update`,
    summary: `Renamed the ${noun} “${job.from}” to “${job.to}”, as in other accounts of the enterprise`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  try {
    if (!record || problem !== null) {
      // It may have been this very act that gave the name, before it was killed.
      await refuseUnlessGiven(once);
      throw new Precondition("not_renamed", problem ?? `No ${noun} is called “${job.from}” here any more.`);
    }
    change.update(entity, record, { name: job.to });
    const recordIds = [record.id];
    await commit(once, change, { recordIds });
    return { recordIds, changeId: change.id };
  } catch (error) {
    if (error instanceof Replayed) {
      const { recordIds, change: made } = error.outcome as Pick<Given, "recordIds"> & {
        change: { id: string };
      };
      return { recordIds, changeId: made.id };
    }
    if (!(error instanceof UniqueViolation)) throw error;
    throw new Conflict(
      "name_taken",
      `There is a ${noun} called “${job.to}” here already, so this one keeps its name.`,
    );
  }
}

/** @throws Replayed when the account was changed already */
async function refuseUnlessGiven(ctx: Context): Promise<void> {
  await read(ctx, {});
}

/** @throws Conflict when the name was changed since */
async function takeBack(ctx: Context, pushId: string, changeId: string): Promise<void> {
  const once: Context = { ...ctx, idempotency: { key: `${pushId}:undo`, fingerprint: changeId } };
  try {
    await undoChange(once, changeId);
  } catch (error) {
    if (!(error instanceof Replayed)) throw error;
  }
}

interface Noted extends Partial<Given> {
  readonly state: "done" | "failed" | "undone";
  readonly error: string | null;
}

/** Notes how it went; with the last account the push is over. Harmless twice. */
async function note(services: Services, { pushId, accountId }: PushName, noted: Noted): Promise<void> {
  const nowMs = services.house.now();
  const given = noted.changeId
    ? sql`, change_id = ${noted.changeId}, record_ids = ${JSON.stringify(noted.recordIds)}`
    : sql``;
  await services.control.commit({
    statements: [
      statement(sql`update name_push_accounts set state = ${noted.state}, error = ${noted.error}, updated_at = ${nowMs} ${given}
        where push_id = ${pushId} and account_id = ${accountId} and state = 'waiting'`),
      statement(sql`update name_pushes set updated_at = ${nowMs},
          state = case when state = 'undoing' then 'undone' else 'done' end
        where id = ${pushId} and state in ('running', 'undoing') and not exists (
          select 1 from name_push_accounts x where x.push_id = ${pushId} and x.state = 'waiting')`),
    ],
  });
}

/** The list of names is right at once; when that fails, the next sync makes it so. */
async function tellStore(
  services: Services,
  { enterpriseId, accountId, pushId }: PushJob,
  recordIds: readonly string[],
  name: string,
): Promise<void> {
  try {
    const store = await storeOf(services.house, services.control, enterpriseId);
    for (const id of recordIds) await noteName(store, { accountId, id, name });
  } catch (error) {
    logUnexpected(pushId, error);
  }
}
