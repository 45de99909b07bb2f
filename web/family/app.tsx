import { Navigate, Route, Router, useLocation } from "@solidjs/router";
import { ErrorBoundary, For, lazy, type ParentProps, Show, Suspense } from "solid-js";
import { toApiError } from "../shared/api-error.ts";
import { firstProblem } from "../shared/first-data.ts";
import { ErrorState } from "../shared/ui/error-state.tsx";
import { ToastRegion } from "../shared/ui/toast-region.tsx";
import { portalBase } from "./account.ts";
import { isOfflineShell } from "./offline/is-offline.ts";
import { isHeldBack } from "./policies/held-back.ts";
import { school } from "./portal.ts";
import { type FamilyRoom, LandingPage, OfflinePage, rooms } from "./rooms.ts";
import { hasRole, me } from "./session.ts";
import { Shell } from "./shell/shell.tsx";

const ClosedPage = lazy(() => import("./shell/closed-page.tsx"));
const NotFoundPage = lazy(() => import("./shell/not-found-page.tsx"));
const NotYoursPage = lazy(() => import("./shell/not-yours-page.tsx"));
const PortalProblemPage = lazy(() => import("./shell/portal-problem-page.tsx"));

export function App() {
  return (
    <Show
      when={firstProblem === undefined}
      fallback={
        <Suspense>
          <PortalProblemPage problem={firstProblem!} />
        </Suspense>
      }
    >
      <Show
        when={!isOfflineShell && school().settings.isOpen}
        fallback={<Suspense>{isOfflineShell ? <OfflinePage /> : <ClosedPage />}</Suspense>}
      >
        <Router base={portalBase} root={Frame} preload={false}>
          <Route path="/" component={LandingPage} />
          <For each={rooms}>
            {(room) => (
              <Route path={[room.path, `${room.path}/*rest`]} component={() => <RoomDoor room={room} />} />
            )}
          </For>
          <Route path="*missing" component={NotFoundPage} />
        </Router>
      </Show>
    </Show>
  );
}

function Frame(props: ParentProps) {
  return (
    <ErrorBoundary
      fallback={(error) => <ErrorState error={toApiError(error)} onRetry={() => location.reload()} />}
    >
      <Shell>
        <Suspense>{props.children}</Suspense>
      </Shell>
      <ToastRegion />
    </ErrorBoundary>
  );
}

/** Whoever is not signed in, or has something to accept first, comes back here afterwards; who may do less is told so. */
function RoomDoor(props: { room: FamilyRoom }) {
  const location = useLocation();
  const next = () => encodeURIComponent(location.pathname + location.search);
  const missing = () => {
    const { least } = props.room;
    return least && !hasRole(least) ? least : undefined;
  };
  return (
    <Show when={!props.room.isOwn || me()} fallback={<Navigate href={`/login?next=${next()}`} />}>
      <Show when={!isHeldBack(location.pathname)} fallback={<Navigate href={`/policies?next=${next()}`} />}>
        <Show when={missing()} fallback={<props.room.page />}>
          {(least) => <NotYoursPage least={least()} />}
        </Show>
      </Show>
    </Show>
  );
}
