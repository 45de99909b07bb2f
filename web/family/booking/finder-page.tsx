import { useSearchParams } from "@solidjs/router";
import { createEffect, lazy, on, Show } from "solid-js";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { school } from "../portal.ts";
import { hasRole, me } from "../session.ts";
import { finderWords } from "../words/finder.ts";
import { ChooseAge } from "./choose-age.tsx";
import { ChooseChildren } from "./choose-children.tsx";
import { FinderResults } from "./finder-results.tsx";

const NotFoundPage = lazy(() => import("../shell/not-found-page.tsx"));

/** Old links find nothing where the school hides the finder, or the classes that it would find. */
export default function FinderPage() {
  const isShown = () => school().settings.showsFinder && school().settings.showsClasses;
  return (
    <Show when={isShown()} fallback={<NotFoundPage />}>
      <Finder />
    </Show>
  );
}

/** The right class in two steps: for whom, then what fits. The choice is in the address. */
function Finder() {
  const [params] = useSearchParams();
  const studentIds = () => (typeof params.students === "string" ? params.students : "");
  let page: HTMLDivElement | undefined;
  // The second step takes the place of the first, button and all: whoever listens begins at its title.
  const toTitle = () => page?.querySelector("h1")?.focus({ preventScroll: true });
  createEffect(on(studentIds, toTitle, { defer: true }));
  // Who only picks children up is not told what fits them, and looks as a visitor does.
  const mayBeAsked = () => hasRole("viewer");
  const isChosen = () => mayBeAsked() && studentIds() !== "";
  return (
    <div ref={page} class={isChosen() ? undefined : "mx-auto max-w-2xl"}>
      <PageTitle class="text-xl font-bold tracking-tight text-balance" title={finderWords().title} />
      <Show
        when={isChosen()}
        fallback={
          <div class="mt-1 flex flex-col gap-5">
            <p class="text-ink-2">{finderWords().lead}</p>
            <Show when={mayBeAsked() && me()?.students.length} fallback={<ChooseAge />}>
              <ChooseChildren />
            </Show>
          </div>
        }
      >
        <FinderResults students={studentIds()} />
      </Show>
    </div>
  );
}
