import { batch, createSignal, onCleanup } from "solid-js";
import { createStore } from "solid-js/store";
import type {
  FoundAccount,
  FoundFamily,
  PhoneSearchFrame,
} from "../../../worker/enterprise/phone-search/schemas.ts";
import { type ApiError, isAbort, toApiError } from "../../shared/api-error.ts";
import { readFrames } from "../read-frames.ts";

/** One account of the list: where the number is, or which has not answered. */
export type PhoneRow = {
  account: FoundAccount;
  state: "match" | "slow" | "unreachable";
  families: readonly FoundFamily[];
  hasMore: boolean;
  /** Undefined until the second check is back, null where it could not be made. */
  enrollments?: number | null;
  text?: string;
  canRetry?: boolean;
};

/** A caller's number, looked for in all accounts at once; rows come as accounts answer. */
export function createPhoneSearch(phone: () => string) {
  const [rows, setRows] = createStore<Record<string, PhoneRow>>({});
  const [isOver, setIsOver] = createSignal(false);
  const [withheld, setWithheld] = createSignal(0);
  const [error, setError] = createSignal<ApiError>();
  const stop = new AbortController();
  onCleanup(() => stop.abort());

  const put = (account: FoundAccount, row: Partial<PhoneRow>) =>
    setRows(account.id, { account, families: [], hasMore: false, ...row } as PhoneRow);

  function take(frame: PhoneSearchFrame): void {
    if (frame.kind === "match") {
      put(frame.account, { state: "match", families: frame.families, hasMore: frame.hasMore });
    } else if (frame.kind === "slow") {
      put(frame.account, { state: "slow" });
    } else if (frame.kind === "unreachable") {
      const canRetry = frame.reason !== "suspended";
      put(frame.account, { state: "unreachable", text: frame.text, canRetry });
    } else if (frame.kind === "active") {
      setRows(frame.accountId, "enrollments", frame.enrollments);
    } else if (frame.kind === "done") {
      // One account that is asked again says nothing of the others.
      setWithheld((known) => Math.max(known, frame.withheld));
    }
  }

  async function ask(more = ""): Promise<void> {
    const path = `/phone-search?phone=${encodeURIComponent(phone())}${more}`;
    await readFrames<PhoneSearchFrame>(path, (frame) => batch(() => take(frame)), { signal: stop.signal });
  }

  async function run(): Promise<void> {
    setError(undefined);
    try {
      await ask();
      setIsOver(true);
    } catch (cause) {
      if (!isAbort(cause)) setError(toApiError(cause));
    }
  }

  /** Asks one account again; what it answers takes the place of its row. */
  async function retry({ account }: PhoneRow): Promise<void> {
    put(account, { state: "slow" });
    try {
      await ask(`&account=${encodeURIComponent(account.id)}`);
      // It has answered, and nobody there has the number.
      if (rows[account.id]?.state === "slow") setRows(account.id, undefined as never);
    } catch (cause) {
      if (!isAbort(cause))
        put(account, { state: "unreachable", text: toApiError(cause).message, canRetry: true });
    }
  }

  const all = () => Object.values(rows).filter(Boolean);
  return {
    isOver,
    withheld,
    error,
    run,
    retry,
    matches: () => all().filter(({ state }) => state === "match"),
    others: () => all().filter(({ state }) => state !== "match"),
    /** Nobody knows yet whether these have it too. */
    isCertain: () =>
      isOver() && !all().some(({ state, canRetry }) => state !== "match" && canRetry !== false),
  };
}
