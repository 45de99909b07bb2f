import { type JSX, onMount } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import type { Clash } from "./save-fact.ts";

type FactClashProps = {
  clash: Clash;
  shown?: (value: string) => JSX.Element;
  onMine: () => void;
  onTheirs: () => void;
};

/** Lies over what is below, so that nothing moves while somebody decides. */
export function FactClash(props: FactClashProps) {
  let region: HTMLDivElement | undefined;
  onMount(() => region?.focus());
  const theirs = () => {
    const { theirs: value } = props.clash;
    if (value === null || value === "") return "nothing";
    return props.shown ? props.shown(value) : value;
  };
  return (
    <div
      ref={region}
      role="alertdialog"
      aria-label="Changed meanwhile"
      tabindex="-1"
      class="surface animate-rise absolute top-full left-0 z-20 lg:right-0 lg:left-auto mt-1 flex w-72 max-w-[80vw] flex-col gap-2 p-3"
    >
      <p>
        <strong class="font-semibold">{props.clash.who}</strong> changed this meanwhile, to{" "}
        <strong class="font-semibold [overflow-wrap:anywhere]">{theirs()}</strong>.
      </p>
      <div class="flex gap-2">
        <Button size="small" onClick={() => props.onTheirs()}>
          Take theirs
        </Button>
        <Button size="small" variant="primary" onClick={() => props.onMine()}>
          Keep mine
        </Button>
      </div>
    </div>
  );
}
