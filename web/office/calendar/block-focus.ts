import { afterPaint } from "../../shared/after-paint.ts";

/** Meetings, and the strips that tell of more. */
const blockSelector = ":is([data-meeting], [data-more])";

export const blockAt = (element: Element) => element.closest<HTMLElement>(blockSelector) ?? undefined;

const blocksIn = (scope: ParentNode) => [...scope.querySelectorAll<HTMLElement>(blockSelector)];

/** Asks for the attribute: the property would make the browser find out what can have the focus. */
const reachableIn = (scope: ParentNode) => [
  ...scope.querySelectorAll<HTMLElement>(`${blockSelector}[tabindex="0"]`),
];

/** One block of the calendar is reached by Tab; arrows go from there. */
export function keepOneReachable(scope: HTMLElement) {
  const [first, ...others] = reachableIn(scope);
  for (const block of others) block.tabIndex = -1;
  if (first) return;
  const block = firstBlock(scope);
  if (block) block.tabIndex = 0;
}

export function focusBlock(block: HTMLElement | undefined, scope: HTMLElement) {
  if (!block) return;
  for (const other of reachableIn(scope)) if (other !== block) other.tabIndex = -1;
  block.tabIndex = 0;
  block.focus({ preventScroll: true });
  // A ring that is on the screen already is painted before it is asked whether all of its block is.
  afterPaint(() => {
    if (document.activeElement === block) block.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

export const focusedBlock = (scope: HTMLElement | undefined) => {
  const active = document.activeElement;
  const block = active instanceof HTMLElement ? active.closest<HTMLElement>("[data-meeting]") : null;
  return block && scope?.contains(block) ? block : undefined;
};

export const firstBlock = (scope: HTMLElement) =>
  scope.querySelector<HTMLElement>(blockSelector) ?? undefined;

/** The one that Tab leads to. */
export const reachableBlock = (scope: HTMLElement) => reachableIn(scope)[0];

export const blockOf = (scope: ParentNode, key: string) =>
  blocksIn(scope).find((block) => block.dataset.meeting === key);

/** The neighbour in an arrow's direction: next in its column, or the nearest in the next column that has any. */
export function neighbour(block: HTMLElement, key: string, scope: HTMLElement): HTMLElement | undefined {
  const column = block.closest<HTMLElement>("[data-column]");
  if (!column) return undefined;
  const down = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (down) {
    const own = blocksIn(column);
    return own[own.indexOf(block) + down];
  }
  const columns = [...scope.querySelectorAll<HTMLElement>("[data-column]")];
  const by = key === "ArrowRight" ? 1 : -1;
  for (let at = columns.indexOf(column) + by; columns[at]; at += by) {
    const found = nearest(blocksIn(columns[at]!), block);
    if (found) return found;
  }
  return undefined;
}

function nearest(blocks: HTMLElement[], from: HTMLElement): HTMLElement | undefined {
  const top = from.getBoundingClientRect().top;
  const distances = blocks.map((block) => Math.abs(block.getBoundingClientRect().top - top));
  return blocks[distances.indexOf(Math.min(...distances))];
}
