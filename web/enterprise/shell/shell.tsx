import { useLocation } from "@solidjs/router";
import { createSignal, ErrorBoundary, lazy, onMount, type ParentProps, Show, Suspense } from "solid-js";
import { reachable } from "../../shared/connection.ts";
import { WifiOffIcon } from "../../shared/ui/icons.tsx";
import { PageCrash } from "../../shared/ui/page-crash.tsx";
import { Toolbar } from "./toolbar.tsx";

const Palette = lazy(() => import("./palette.tsx"));
const paletteAfterMs = 1_500;

export function Shell(props: ParentProps) {
  const location = useLocation();
  const [isFinding, setFinding] = createSignal(false);
  // Fetched while nobody waits, so that the first ⌘K is as quick as the tenth.
  onMount(() => setTimeout(() => void Palette.preload(), paletteAfterMs));
  let main: HTMLElement | undefined;
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    (main?.querySelector<HTMLElement>("h1") ?? main)?.focus();
  };
  return (
    <div class="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] print:block print:h-auto">
      <a
        href={`${location.pathname}#main`}
        class="sr-only z-50 rounded-sm bg-accent px-3 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-1.5 focus:left-2"
        onClick={skip}
      >
        Skip to the content
      </a>
      <div data-no-print>
        <div role="status">
          <Show when={!reachable()}>
            <p class="flex items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 font-medium text-warn">
              <WifiOffIcon />
              No connection. What you see may be out of date; it refreshes by itself when the connection is
              back.
            </p>
          </Show>
        </div>
        <Toolbar onFind={() => setFinding(true)} />
      </div>
      <main ref={main} id="main" tabindex="-1" class="min-h-0 overflow-auto outline-none" data-print-whole>
        <ErrorBoundary fallback={(error, reset) => <PageCrash error={error} reset={reset} />}>
          <Suspense>{props.children}</Suspense>
        </ErrorBoundary>
      </main>
      <Show when={isFinding()}>
        <Suspense>
          <Palette onClose={() => setFinding(false)} />
        </Suspense>
      </Show>
    </div>
  );
}
