import { Route, Router } from "@solidjs/router";
import { ErrorBoundary, For, lazy, type ParentProps, Show, Suspense } from "solid-js";
import { toApiError } from "../shared/api-error.ts";
import { firstProblem } from "../shared/first-data.ts";
import { ErrorState } from "../shared/ui/error-state.tsx";
import { ToastRegion } from "../shared/ui/toast-region.tsx";
import { portalBase } from "./account/account.ts";
import { WelcomePage } from "./first-page.ts";
import { rooms } from "./rooms.ts";
import { Entered } from "./shell/entered.tsx";
import { RoomGate } from "./shell/room-gate.tsx";

const AccountProblemPage = lazy(() => import("./account/account-problem-page.tsx"));
const LoginPage = lazy(() => import("./sign-in/login-page.tsx"));
const ResetPasswordPage = lazy(() => import("./sign-in/reset-password-page.tsx"));
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

export function App() {
  return (
    <Show
      when={firstProblem === undefined}
      fallback={
        <Suspense>
          <AccountProblemPage problem={firstProblem!} />
        </Suspense>
      }
    >
      <Router base={portalBase} root={Frame} preload={false}>
        <Route path="/login" component={LoginPage} />
        <Route path="/reset-password" component={ResetPasswordPage} />
        <Route path="/" component={Entered}>
          <Route path="/" component={WelcomePage} />
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
          <Route path="*missing" component={NotFoundPage} />
        </Route>
      </Router>
    </Show>
  );
}
