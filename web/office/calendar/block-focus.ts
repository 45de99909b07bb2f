const blocksIn = (scope: ParentNode) => [...scope.querySelectorAll<HTMLElement>("[data-meeting]")];

/** One block of the calendar is reached by Tab; arrows go from there. */
export function keepOneReachable(scope: HTMLElement) {
  const blocks = blocksIn(scope);
  const reachable = blocks.filter((block) => block.tabIndex === 0);
  if (reachable.length === 1) return;
  for (const block of reachable.slice(1)) block.tabIndex = -1;
  if (reachable.length === 0 && blocks[0]) blocks[0].tabIndex = 0;
}

export function focusBlock(block: HTMLElement | undefined, scope: HTMLElement) {
  if (!block) return;
  for (const other of blocksIn(scope)) if (other.tabIndex === 0 && other !== block) other.tabIndex = -1;
  block.tabIndex = 0;
  block.focus({ preventScroll: true });
  block.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export const focusedBlock = (scope: HTMLElement | undefined) => {
  const active = document.activeElement;
  const block = active instanceof HTMLElement ? active.closest<HTMLElement>("[data-meeting]") : null;
  return block && scope?.contains(block) ? block : undefined;
};

export const firstBlock = (scope: HTMLElement) => blocksIn(scope)[0];

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
  const distance = (block: HTMLElement) => Math.abs(block.getBoundingClientRect().top - top);
  return blocks.toSorted((a, b) => distance(a) - distance(b))[0];
}
