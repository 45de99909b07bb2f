import { useResolvedPath } from "@solidjs/router";
import { Show } from "solid-js";
import { isPageBefore } from "../page-before.ts";
import { sharedWords } from "../words.ts";
import { Button } from "./button.tsx";
import { ButtonLink } from "./button-link.tsx";
import { ArrowLeftIcon } from "./icons.tsx";

/** From a page that nobody gets to see, however often they ask: back to the one before, or to where all begins. */
export function WayOut() {
  const start = useResolvedPath(() => "/");
  return (
    <div class="flex flex-wrap justify-center gap-2">
      <Show when={isPageBefore(start() ?? "/")}>
        <Button icon={ArrowLeftIcon} onClick={() => history.back()}>
          {sharedWords().goBack}
        </Button>
      </Show>
      <ButtonLink href="/">{sharedWords().toStart}</ButtonLink>
    </div>
  );
}
