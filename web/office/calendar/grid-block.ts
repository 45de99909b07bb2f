import type { Face } from "./faces.ts";

/** A line of a block, or its badge. */
interface Part {
  readonly className: string;
  readonly text: string;
}

/** A meeting, or a strip that tells of more, where it stands in its column, as its element says it. */
export interface DrawnBlock {
  readonly id: string;
  readonly className: string;
  readonly style: string;
  /** Always the same names for the same id. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly parts: readonly Part[];
}

/** How much of a face there is room for. */
export interface Room {
  /** The name has the first one. */
  readonly lines: number;
  /** Too narrow for a badge beside its text. */
  readonly isSlim: boolean;
}

export function classOf(face: Face, { lines, isSlim }: Room): string {
  const variants = [face.isOff && "cal-off", face.isOver && "cal-over", isSlim && "cal-slim"];
  return ["cal-block", `cal-${face.color}`, `cal-lines-${lines}`, ...variants].filter(Boolean).join(" ");
}

/** Only what is seen: an element that is hidden costs a style, and a week has hundreds of blocks. */
export function partsOf(face: Face, { lines, isSlim }: Room): Part[] {
  const name = { className: "cal-name", text: face.name };
  const badge = { className: `cal-badge cal-badge-${face.tone}`, text: face.badge };
  const hasBadge = face.badge !== "" && !(isSlim && lines === 1);
  return [name, ...(isSlim ? slimLines(face, lines) : wideLines(face, lines)), ...(hasBadge ? [badge] : [])];
}

function wideLines({ when, counts, who }: Face, lines: number): Part[] {
  const all = [
    { className: "cal-when", text: when },
    { className: "cal-counts", text: counts },
    { className: "cal-who", text: who },
  ];
  return all.slice(0, lines - 1);
}

/** The name may take two lines here and the badge has the last. */
function slimLines({ from, counts, who }: Face, lines: number): Part[] {
  const text = [from, counts, who]
    .slice(0, Math.max(0, lines - 3))
    .filter(Boolean)
    .join("\n");
  return text === "" ? [] : [{ className: "cal-when", text }];
}

/** What stands in a layer, by the ids of its blocks. */
export type Standing = Map<string, { readonly element: HTMLElement; block: DrawnBlock }>;

/**
 * Makes a layer show these blocks, by hand: a few hundred components with their effects would cost more than all else
 * that a week is made of. The same slots meet in the next week, so most blocks only get a few other texts.
 */
export function showBlocks(layer: HTMLElement, standing: Standing, blocks: readonly DrawnBlock[]) {
  const ids = new Set(blocks.map(({ id }) => id));
  for (const [id, { element }] of standing) {
    if (ids.has(id)) continue;
    element.remove();
    standing.delete(id);
  }
  let place = layer.firstElementChild;
  for (const block of blocks) {
    const known = standing.get(block.id);
    const element = known?.element ?? newElement();
    write(element, block, known?.block);
    standing.set(block.id, { element, block });
    if (element === place) place = element.nextElementSibling;
    else layer.insertBefore(element, place);
  }
}

function newElement(): HTMLElement {
  const element = document.createElement("button");
  element.type = "button";
  element.tabIndex = -1;
  return element;
}

function write(element: HTMLElement, block: DrawnBlock, before: DrawnBlock | undefined) {
  if (block.className !== before?.className) element.className = block.className;
  if (block.style !== before?.style) element.style.cssText = block.style;
  for (const [name, value] of Object.entries(block.attributes)) {
    if (value !== before?.attributes[name]) element.setAttribute(name, value);
  }
  for (const [at, { className, text }] of block.parts.entries()) {
    const shown = before?.parts[at];
    const child = shown ? element.children[at]! : newPart(element);
    if (className !== shown?.className) child.className = className;
    // Another text in the same node: nothing is taken out and put in.
    if (text !== shown?.text) (child.firstChild as Text).data = text;
  }
  while (element.children.length > block.parts.length) element.lastElementChild?.remove();
}

function newPart(element: HTMLElement): HTMLElement {
  const part = document.createElement("span");
  part.append("");
  element.append(part);
  return part;
}
