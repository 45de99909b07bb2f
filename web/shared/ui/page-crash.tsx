import { useLocation } from "@solidjs/router";
import { createEffect, on } from "solid-js";
import { toApiError } from "../api-error.ts";
import { sharedWords } from "../words.ts";
import { ErrorState } from "./error-state.tsx";

/** One page broke; the way to all others stays. A reload also gets the new files after a release. */
export function PageCrash(props: { error: unknown; reset: () => void }) {
  const location = useLocation();
  console.error(props.error);
  createEffect(
    on(
      () => location.pathname,
      () => props.reset(),
      { defer: true },
    ),
  );
  return (
    <ErrorState
      title={sharedWords().pageStopped}
      error={toApiError(props.error)}
      onRetry={() => window.location.reload()}
    />
  );
}
