import { Navigate, Route, Router } from "@solidjs/router";
import { ErrorBoundary, For, lazy, type ParentProps, Show, Suspense } from "solid-js";
import { toApiError } from "../shared/api-error.ts";
import { firstProblem } from "../shared/first-data.ts";
import { ErrorState } from "../shared/ui/error-state.tsx";
import { ToastRegion } from "../shared/ui/toast-region.tsx";
import { rooms } from "./rooms.ts";
import { me, portalBase } from "./session.ts";
import { RoomGate } from "./shell/room-gate.tsx";
import { Shell } from "./shell/shell.tsx";

const OnboardingPage = lazy(() => import("./onboarding/onboarding-page.tsx"));
const PhoneSearchPage = lazy(() => import("./phone-search/phone-search-page.tsx"));
const ProblemPage = lazy(() => import("./sign-in/problem-page.tsx"));
const SignInPage = lazy(() => import("./sign-in/sign-in-page.tsx"));
const NotFoundPage = lazy(() => import("./shell/not-found-page.tsx"));

function Frame(props: ParentProps) {
  return (
    <ErrorBoundary
      fallback={(error) => <ErrorState error={toApiError(error)} onRetry={() => location.reload()} />}
    >
      <Suspense>{props.children}</Suspense>
      <ToastRegion />
    </ErrorBoundary>
  );
}

/** Everything behind the log-in. */
function Entered(props: ParentProps) {
  return (
    <Show when={me()} fallback={<Navigate href="/sign-in" />}>
      <Shell>{props.children}</Shell>
    </Show>
  );
}

export function App() {
  return (
    <Show
      when={firstProblem === undefined}
      fallback={
        <Suspense>
          <ProblemPage problem={firstProblem!} />
        </Suspense>
      }
    >
      <Router base={portalBase} root={Frame} preload={false}>
        <Route path={["/sign-in", "/join"]} component={SignInPage} />
        <Route path="/" component={Entered}>
          <Route path="/" component={() => <Navigate href="/accounts" />} />
          <For each={rooms}>
            {(room) => (
              <Route
                path={room.path}
                component={(props: ParentProps) => <RoomGate room={room}>{props.children}</RoomGate>}
              >
                <Route path={["/", "/*rest"]} component={room.page} />
              </Route>
            )}
          </For>
          <Route path="/phone-search-link/:number" component={PhoneSearchPage} />
          <Route path="/onboarding/:id?" component={OnboardingPage} />
          <Route path="*missing" component={NotFoundPage} />
        </Route>
      </Router>
    </Show>
  );
}
