import type { Accessor } from "solid-js";
import type { Face } from "./faces.ts";

/** A face and where it stands in its column. */
export interface DrawnBlock extends Face {
  readonly id: string;
  readonly top: string;
  readonly height: string;
  readonly left: string;
  readonly width: string;
  readonly lines: number;
  readonly isSlim: boolean;
}

/**
 * A few hundred of these are on screen, so it is five elements and one effect: texts are set as properties, and what a
 * block shows for its height is decided by a class. Presses and keys are heard by the grid.
 */
export function GridBlock(props: { block: Accessor<DrawnBlock> }) {
  const { block } = props;
  return (
    <button
      type="button"
      tabindex="-1"
      class={`cal-block cal-${block().color} cal-lines-${block().lines}`}
      classList={{ "cal-off": block().isOff, "cal-over": block().isOver, "cal-slim": block().isSlim }}
      data-meeting={block().key}
      // Costs no layout, as texts would that are there but not seen.
      aria-description={block().details}
      style={{ top: block().top, height: block().height, left: block().left, width: block().width }}
    >
      <span class="cal-name" textContent={block().name} />
      <span class="cal-when" textContent={block().isSlim ? block().from : block().when} />
      <span class="cal-counts" textContent={block().counts} />
      <span class="cal-who" textContent={block().who} />
      <span class={`cal-badge cal-badge-${block().tone}`} textContent={block().badge} />
    </button>
  );
}
