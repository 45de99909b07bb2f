import { createMemo, Show } from "solid-js";
import type { ApiError } from "../api-error.ts";
import { createUnknownFilters } from "../unknown-filters.ts";
import { sharedWords } from "../words.ts";
import { Button } from "./button.tsx";
import { CopyText } from "./copy-text.tsx";
import { CircleAlertIcon, RefreshCwIcon } from "./icons.tsx";
import { WayOut } from "./way-out.tsx";

type ErrorStateProps = {
  error: ApiError;
  /** What could not be done, in the page's words: "The families could not be loaded". */
  title?: string;
  onRetry?: () => void;
};

const advice = (error: ApiError) => {
  if (error.code === "client") return sharedWords().adviceReload;
  if (error.status === 0) return sharedWords().adviceOffline;
  if (error.status === 403) return sharedWords().adviceForbidden;
  if (error.status === 404) return sharedWords().adviceMissing;
  return sharedWords().adviceRepeat;
};

/** What is not there, or not for them, will not be when it is asked for once more. */
const isFinal = (error: ApiError) => error.status === 403 || error.status === 404;

export function ErrorState(props: ErrorStateProps) {
  // Asked only then: what stopped working may be the router, without which no address can be read.
  const filters = createMemo(() => {
    if (props.error.status !== 400) return undefined;
    const unknown = createUnknownFilters(() => props.error);
    return unknown.any() ? unknown : undefined;
  });
  return (
    <div role="alert" class="mx-auto flex w-full max-w-md flex-col items-center px-6 py-16 text-center">
      <span class="mb-4 grid size-11 place-items-center rounded-md bg-bad-soft text-bad">
        <CircleAlertIcon class="size-5" />
      </span>
      <h2 class="text-md font-bold tracking-tight">{props.title ?? props.error.problem.title}</h2>
      <Show when={filters()} fallback={<Failure error={props.error} onRetry={props.onRetry} />}>
        {(unknown) => (
          <>
            <p class="mt-1 text-ink-2 [overflow-wrap:anywhere]">
              {sharedWords().adviceFilters(unknown().text())}
            </p>
            <div class="mt-5">
              <Button onClick={() => unknown().clear()}>{sharedWords().clearFilters}</Button>
            </div>
          </>
        )}
      </Show>
    </div>
  );
}

function Failure(props: ErrorStateProps) {
  return (
    <>
      <p class="mt-1 text-ink-2">
        {/* Of what nobody foresaw the answer says what the advice says, and speaks of saving where nothing was saved. */}
        <Show when={props.error.code !== "unexpected"}>{props.error.message} </Show>
        {advice(props.error)}
      </p>
      <div class="mt-5 flex w-full flex-col items-center gap-3">
        <Show when={!isFinal(props.error)} fallback={<WayOut />}>
          <Show when={props.onRetry}>
            <Button icon={RefreshCwIcon} onClick={() => props.onRetry?.()}>
              {sharedWords().tryAgain}
            </Button>
          </Show>
        </Show>
        <Show when={props.error.problem.requestId}>
          {(id) => <CopyText label={sharedWords().request} text={id()} />}
        </Show>
      </div>
    </>
  );
}
