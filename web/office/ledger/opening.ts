import { createSignal } from "solid-js";
import type { Proposals } from "../../../worker/domains/re-rating/shapes.ts";

/** A family as the caller shows it already. */
export type MoneyFamily = { id: string; name: string; homeLocationId?: string | null };

export type Opened =
  | { kind: "charge" | "credit" | "apply"; family: MoneyFamily }
  /** `chargeId`: what the money is meant for. */
  | { kind: "payment"; family: MoneyFamily; chargeId?: string }
  | { kind: "re-rate"; proposals: Proposals[] }
  | { kind: "group"; audience: { kind: "families" | "students"; ids: string[] }; onDone?: () => void };

const [opened, setOpened] = createSignal<Opened>();

/** What lies over the page; the shell draws it, so that every page can open it with one call. */
export { opened };

export const closeMoney = () => setOpened(undefined);

export const openMoney = (what: Opened) => setOpened(what);
