import {
  type AccountSource,
  changesFrom,
  type LoggedChange,
  markOf,
  newestChange,
  postingsAfter,
  toChange,
  toPosted,
} from "./account-source.ts";
import type { Store } from "./database.ts";
import { FACT_KINDS, livingAfter, toFact } from "./extract.ts";
import { forgetSome, forgetSums, hasFacts } from "./forget-account.ts";
import { loadPage } from "./load.ts";
import { readTouched } from "./read-touched.ts";
import {
  beginSync,
  endSync,
  guardState,
  type Moved,
  moveState,
  readState,
  type SyncState,
  stepAfter,
} from "./sync-state.ts";

/** How much one trip reads, and one batch writes. */
const PAGE_ROWS = 1_000;
/** What a Worker may do in one go; an account with more goes on in the next message. */
const MAX_PAGES = 150;
/** How long the log is kept behind the cursor. */
const TRIM_AFTER_MS = 6 * 3_600_000;

export interface SyncOptions {
  readonly enterpriseId: string;
  readonly nowMs: number;
  readonly pageRows?: number;
  readonly maxPages?: number;
}

/** `isDone` false: there is more, and whoever asked asks again. */
export interface SyncResult {
  readonly isDone: boolean;
  readonly rows: number;
}

/**
 * Brings the store up to date with one account: in full when it has never been, else with what has changed since. Every
 * page is one batch that also moves the cursor, so a sync that stops anywhere goes on from there.
 */
export async function syncAccount(
  source: AccountSource,
  store: Store,
  options: SyncOptions,
): Promise<SyncResult> {
  const { enterpriseId, nowMs, pageRows = PAGE_ROWS, maxPages = MAX_PAGES } = options;
  let state = await beginSync(store, source.accountId, enterpriseId, nowMs);
  let rows = 0;
  for (let page = 0; page < maxPages; page++) {
    const step = await takeStep(source, store, state, { nowMs, pageRows });
    rows += step.rows;
    if (step.isLast) {
      await trimLog(source, store, { ...state, ...step.moved, version: state.version + 1 }, nowMs);
      return { isDone: true, rows };
    }
    state = { ...state, ...step.moved, version: state.version + 1 };
  }
  return { isDone: false, rows };
}

/** Has the next sync of the account read everything anew. */
export async function rebuildAccount(store: Store, accountId: string): Promise<void> {
  const state = await readState(store, accountId);
  if (!state) return;
  await store.write([moveState(accountId, { buildStep: "forget", buildAfter: "" }, 0)]);
}

interface Step {
  readonly moved: Moved;
  readonly rows: number;
  readonly isLast: boolean;
}

type StepOptions = Required<Pick<SyncOptions, "nowMs" | "pageRows">>;

function takeStep(
  source: AccountSource,
  store: Store,
  state: SyncState,
  options: StepOptions,
): Promise<Step> {
  if (state.buildStep === null) return takeChanges(source, store, state, options);
  if (state.buildStep === "forget") return forget(source, store, state);
  return takeAll(source, store, state, options);
}

/** The build's first step; where the log is when nothing is left is where reading changes will begin. */
async function forget(source: AccountSource, store: Store, state: SyncState): Promise<Step> {
  const { accountId } = source;
  const guard = guardState(accountId, state);
  if (await hasFacts(store, accountId)) {
    await store.write([guard, ...forgetSome(accountId), moveState(accountId, {}, 0)]);
    return { moved: {}, rows: 0, isLast: false };
  }
  const [newest] = await source.read([newestChange()]);
  const change = newest?.[0] ? toChange(newest[0]) : undefined;
  const moved: Moved = {
    buildStep: FACT_KINDS[0],
    buildAfter: "",
    cursorSeq: change?.seq ?? 0,
    logMark: markOf(change),
    postingSeq: 0,
    trimSeq: 0,
    trimNotedAt: null,
  };
  await store.write([guard, ...forgetSums(accountId), moveState(accountId, moved, 0)]);
  return { moved, rows: 0, isLast: false };
}

async function takeAll(
  source: AccountSource,
  store: Store,
  state: SyncState,
  options: StepOptions,
): Promise<Step> {
  const { accountId } = source;
  const kind = state.buildStep as (typeof FACT_KINDS)[number];
  const [found = []] = await source.read([livingAfter(kind, state.buildAfter, options.pageRows)]);
  const rows = found.map((row) => toFact(kind, row));
  const ids = rows.map((row) => String(row.id));
  const moved: Moved =
    rows.length < options.pageRows
      ? { buildStep: stepAfter(kind), buildAfter: "" }
      : { buildAfter: ids.at(-1) as string };
  const page = { facts: { [kind]: { ids, rows } }, openLines: { ids: [], rows: [] }, postings: [] };
  await store.write([
    guardState(accountId, state),
    ...loadPage({ accountId, enterpriseId: state.enterpriseId }, page),
    moveState(accountId, moved, rows.length),
  ]);
  return { moved, rows: rows.length, isLast: false };
}

async function takeChanges(
  source: AccountSource,
  store: Store,
  state: SyncState,
  options: StepOptions,
): Promise<Step> {
  const { accountId } = source;
  const [logged = [], posted = []] = await source.read([
    changesFrom(state.cursorSeq, options.pageRows + 1),
    postingsAfter(state.postingSeq, options.pageRows),
  ]);
  const log = logged.map(toChange);
  const postings = posted.map(toPosted);
  const changes = newSince(state, log);
  if (changes === null) {
    const moved: Moved = { buildStep: "forget", buildAfter: "" };
    await store.write([guardState(accountId, state), moveState(accountId, moved, 0)]);
    return { moved, rows: 0, isLast: false };
  }
  const page = await readTouched(source, changes, postings);
  const isLast = log.length <= options.pageRows && postings.length < options.pageRows;
  const last = changes.at(-1);
  const moved: Moved = {
    ...(last ? { cursorSeq: last.seq, logMark: markOf(last) } : {}),
    postingSeq: postings.at(-1)?.seq ?? state.postingSeq,
  };
  const rows = changes.length + postings.length;
  await store.write([
    guardState(accountId, state),
    ...loadPage({ accountId, enterpriseId: state.enterpriseId }, page),
    moveState(accountId, moved, rows),
    ...(isLast ? [endSync(accountId, options.nowMs)] : []),
  ]);
  return { moved, rows, isLast };
}

/** The entries after the cursor; null when this is not the log that was read, or it lacks what came next. */
function newSince(state: SyncState, log: readonly LoggedChange[]): readonly LoggedChange[] | null {
  if (state.cursorSeq === 0) return (log[0]?.seq ?? 1) === 1 ? log : null;
  const [at, ...rest] = log;
  return at?.seq === state.cursorSeq && markOf(at) === state.logMark ? rest : null;
}

/** Only behind where the cursor was hours ago, which every other reader of the log is past as well. */
async function trimLog(source: AccountSource, store: Store, state: SyncState, nowMs: number): Promise<void> {
  if (state.trimNotedAt !== null && nowMs - state.trimNotedAt < TRIM_AFTER_MS) return;
  if (state.trimSeq > 1) await source.trimLog(state.trimSeq);
  const moved: Moved = { trimSeq: state.cursorSeq, trimNotedAt: nowMs };
  await store.write([guardState(source.accountId, state), moveState(source.accountId, moved, 0)]);
}
