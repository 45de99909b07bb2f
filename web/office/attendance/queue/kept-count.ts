import { createSignal } from "solid-js";

/** Marks that this device holds back, for everybody who only has to say so; the keeper counts them. */
export type KeptCount = {
  /** Said, and not yet at the server. */
  waiting: number;
  /** Somebody has to decide: the server has another mark, or refused. */
  undecided: number;
  /** Of this sending: how many there were when it began. */
  sendingOf: number;
  /** Where the first undecided one is. */
  undecidedAt: string | undefined;
};

const [kept, setKept] = createSignal<KeptCount>({
  waiting: 0,
  undecided: 0,
  sendingOf: 0,
  undecidedAt: undefined,
});
/** Whoever wants to log out while marks are unsent is told first. */
const [leaving, setLeaving] = createSignal<{ everywhere: boolean }>();

export { kept, leaving, setKept, setLeaving };
