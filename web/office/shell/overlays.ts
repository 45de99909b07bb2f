import { createSignal } from "solid-js";

/** What may lie over any page. One at a time: opening one closes the other. */
export type Overlay = "palette" | "shortcuts" | "tasks";

const [open, setOpen] = createSignal<Overlay>();

export const isOpen = (overlay: Overlay) => open() === overlay;
export const openOverlay = (overlay: Overlay) => setOpen(overlay);
export const closeOverlay = () => setOpen(undefined);
