import { createSignal } from "solid-js";
import type { HereFrame } from "../../../worker/live/protocol.ts";

/** Who looks at the conversation that is open here. */
export const [peopleHere, setPeopleHere] = createSignal<HereFrame["people"]>([]);
