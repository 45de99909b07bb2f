import { createSignal, ErrorBoundary, lazy, onMount, type ParentProps, Show, Suspense } from "solid-js";
import { reachable } from "../../shared/connection.ts";
import { WifiOffIcon } from "../../shared/ui/icons.tsx";
import { PageCrash } from "../../shared/ui/page-crash.tsx";
import { SkipLink } from "../../shared/ui/skip-link.tsx";
import { EnterpriseToolbar } from "./toolbar.tsx";

const Palette = lazy(() => import("./palette.tsx"));
const paletteAfterMs = 1_500;

export function Shell(props: ParentProps) {
  const [isFinding, setFinding] = createSignal(false);
  // Fetched while nobody waits, so that the first ⌘K is as quick as the tenth.
  onMount(() => setTimeout(() => void Palette.preload(), paletteAfterMs));
  return (
    <div class="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] print:block print:h-auto">
      <SkipLink label="Skip to the content" />
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
        <EnterpriseToolbar onFind={() => setFinding(true)} />
      </div>
      <main id="main" tabindex="-1" class="relative min-h-0 overflow-auto outline-none" data-print-whole>
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
