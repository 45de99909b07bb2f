import { useLocation } from "@solidjs/router";
import { createSignal, ErrorBoundary, lazy, type ParentProps, Show, Suspense } from "solid-js";
import { reachable } from "../../shared/connection.ts";
import { WifiOffIcon } from "../../shared/ui/icons.tsx";
import { PageCrash } from "../../shared/ui/page-crash.tsx";
import { SkipLink } from "../../shared/ui/skip-link.tsx";
import { portalBase } from "../account.ts";
import { school } from "../portal.ts";
import { shellWords } from "../words/shell.ts";
import { BottomTabs } from "./bottom-tabs.tsx";
import { TopBar } from "./top-bar.tsx";
import { isWelcomeInfoOpen } from "./welcome-info.ts";

const MenuDrawer = lazy(() => import("./menu-drawer.tsx"));
const WelcomeInfoDialog = lazy(() => import("./welcome-info-dialog.tsx"));

/** Top bar, content, and tabs at the bottom of a phone. */
export function Shell(props: ParentProps) {
  const location = useLocation();
  const [isMenuOpen, setMenuOpen] = createSignal(false);
  const isLanding = () => location.pathname.replace(/\/+$/, "") === portalBase;
  // Asked for as soon as somebody is about to open it: it costs more than many pages, and most visits never do.
  const expectMenu = () => void MenuDrawer.preload().catch(() => {});
  return (
    <div class="family-frame grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_auto_minmax(0,1fr)]">
      <div class="contents">
        <p class="hidden px-4 pb-4 text-sm print:block">{school().account.displayName}</p>
        <SkipLink label={shellWords().skip} />
        <TopBar onMenu={() => setMenuOpen(true)} onNearMenu={expectMenu} isMenuOpen={isMenuOpen()} />
      </div>
      <div role="status">
        <Show when={!reachable()}>
          <p class="flex items-center justify-center gap-2 bg-warn-soft px-4 py-2 font-medium text-warn">
            <WifiOffIcon />
            {shellWords().offline}
          </p>
        </Show>
      </div>
      <main
        id="main"
        tabindex="-1"
        class={
          isLanding() ? "grid w-full outline-none" : "mx-auto w-full max-w-5xl px-4 pt-5 pb-10 outline-none"
        }
      >
        <ErrorBoundary fallback={(error, reset) => <PageCrash error={error} reset={reset} />}>
          {props.children}
        </ErrorBoundary>
      </main>
      <BottomTabs />
      <Suspense>
        <Show when={isMenuOpen()}>
          <MenuDrawer onClose={() => setMenuOpen(false)} />
        </Show>
        <Show when={isWelcomeInfoOpen()}>
          <WelcomeInfoDialog />
        </Show>
      </Suspense>
    </div>
  );
}
