import { createSignal } from "solid-js";

/** Whether the account's feed tells of what is new, so that nobody has to ask for it again and again. */
export const [isListening, setListening] = createSignal(false);
