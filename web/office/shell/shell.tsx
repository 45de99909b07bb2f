import { ErrorBoundary, lazy, onMount, type ParentProps, Show, Suspense } from "solid-js";
import { can } from "../../shared/session.ts";
import { PageCrash } from "../../shared/ui/page-crash.tsx";
import { SkipLink } from "../../shared/ui/skip-link.tsx";
import { leaving } from "../attendance/queue/kept-count.ts";
import { opened as openedEnrollments } from "../enrollments/opening.ts";
import { opened as openedMoney } from "../ledger/opening.ts";
import { signedOut } from "../sign-in/signed-out.ts";
import { useAppShortcuts } from "./app-shortcuts.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { EnterpriseBar } from "./enterprise-bar.tsx";
import { Footer } from "./footer.tsx";
import { isOpen, type Overlay, openOverlay } from "./overlays.ts";
import { notePageMounted } from "./page-stands.ts";
import { OfficeToolbar } from "./toolbar.tsx";

const Palette = lazy(() => import("./palette.tsx"));
const paletteAfterMs = 1_500;
/** News can wait until the page stands. */
const feedAfterMs = 1_200;
/** By then the page stands; a roll sheet brings the keeper of marks with it. */
const marksAfterMs = 1_000;
const overlays: [Overlay, ReturnType<typeof lazy>][] = [
  ["palette", Palette],
  ["shortcuts", lazy(() => import("./shortcuts-dialog.tsx"))],
  ["tasks", lazy(() => import("./tasks-drawer.tsx"))],
];
const EnrollmentDialogs = lazy(() => import("../enrollments/enrollment-dialogs.tsx"));
const LedgerDialogs = lazy(() => import("../ledger/ledger-dialogs.tsx"));
const UnsentDialog = lazy(() => import("../attendance/queue/unsent-dialog.tsx"));
const SignedOutDialog = lazy(() => import("../sign-in/signed-out-dialog.tsx"));

export function Shell(props: ParentProps) {
  useAppShortcuts();
  onMount(notePageMounted);
  // Fetched while nobody waits, so that the first ⌘K is as quick as the tenth.
  onMount(() => setTimeout(() => void Palette.preload(), paletteAfterMs));
  // Marks of an earlier visit may still be here; they are sent from whatever page is opened first.
  onMount(() => setTimeout(() => void import("../attendance/queue/mark-keeper.ts"), marksAfterMs));
  onMount(() =>
    setTimeout(() => void import("../live/feed-socket.ts").then((feed) => feed.keepListening()), feedAfterMs),
  );
  onMount(() =>
    setTimeout(() => {
      if (can("sms_logs")) void import("../messenger/messenger-socket.ts").then((one) => one.keepMessenger());
    }, feedAfterMs),
  );

  return (
    <div class="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto] print:block print:h-auto">
      <SkipLink label="Skip to the content" />
      <div data-no-print>
        <EnterpriseBar />
        <ConnectionBanner />
        <OfficeToolbar onFind={() => openOverlay("palette")} />
      </div>
      {/* Positioned, so that what is hidden from sight in a long page scrolls with it and does not lengthen the document. */}
      <main id="main" tabindex="-1" class="relative min-h-0 overflow-auto outline-none" data-print-whole>
        <ErrorBoundary fallback={(error, reset) => <PageCrash error={error} reset={reset} />}>
          <Suspense>{props.children}</Suspense>
        </ErrorBoundary>
      </main>
      <Footer />
      {overlays.map(([name, Content]) => (
        <Show when={isOpen(name)}>
          <Suspense>
            <Content />
          </Suspense>
        </Show>
      ))}
      <Show when={openedEnrollments()}>
        <Suspense>
          <EnrollmentDialogs />
        </Suspense>
      </Show>
      <Show when={openedMoney()}>
        <Suspense>
          <LedgerDialogs />
        </Suspense>
      </Show>
      <Show when={leaving()}>
        {(asked) => (
          <Suspense>
            <UnsentDialog everywhere={asked().everywhere} />
          </Suspense>
        )}
      </Show>
      <Show when={signedOut()}>
        <Suspense>
          <SignedOutDialog />
        </Suspense>
      </Show>
    </div>
  );
}
