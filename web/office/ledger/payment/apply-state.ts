import { type Accessor, createMemo, createSignal } from "solid-js";
import { createStore } from "solid-js/store";
import type { Applied } from "../../../../worker/domains/ledger/outcomes.ts";
import type { ApplyTo } from "../../../../worker/domains/ledger/schemas.ts";
import type { OpenLine } from "../../../../worker/domains/ledger/shapes.ts";
import type { FormField } from "../../../shared/form.ts";
import { isAmount } from "../form-values.ts";

export type ApplyKind = ApplyTo["kind"];
export type ApplyState = ReturnType<typeof createApply>;

type ApplyOptions = {
  lines: Accessor<readonly OpenLine[]>;
  /** What there is to apply; undefined while no amount is understood. */
  amountMinor: Accessor<number | undefined>;
  initial: ApplyKind;
};

/** Pays lines in their order until the money is used up: what the server does with "oldest first". */
export function payInOrder(lines: readonly OpenLine[], amountMinor: number): Applied[] {
  let left = amountMinor;
  return lines.flatMap(({ lineId, openMinor }) => {
    const part = Math.min(openMinor, left);
    left -= part;
    return part > 0 ? [{ lineId, amountMinor: part }] : [];
  });
}

/** What some money is for, and what is left of it while that is chosen. */
export function createApply(options: ApplyOptions) {
  const [kind, setKind] = createSignal<ApplyKind>(options.initial);
  // What stands in the field of each ticked line.
  const [typed, setTyped] = createStore<Record<string, number | string | undefined>>({});

  const parts = createMemo<Applied[]>(() => {
    if (kind() === "account") return [];
    if (kind() === "oldest") return payInOrder(options.lines(), options.amountMinor() ?? 0);
    return options.lines().flatMap(({ lineId }) => {
      const amountMinor = typed[lineId];
      return isAmount(amountMinor) && amountMinor > 0 ? [{ lineId, amountMinor }] : [];
    });
  });
  const appliedMinor = () => parts().reduce((sum, part) => sum + part.amountMinor, 0);
  const leftMinor = () => (options.amountMinor() ?? 0) - appliedMinor();
  const isTicked = (lineId: string) => typed[lineId] !== undefined;

  function toggle(line: OpenLine) {
    const rest = Math.min(line.openMinor, Math.max(0, leftMinor()));
    setTyped(line.lineId, isTicked(line.lineId) ? undefined : rest || line.openMinor);
  }

  function errorOf(line: OpenLine): string | undefined {
    const held = typed[line.lineId];
    if (held === undefined) return undefined;
    if (!isAmount(held) || held <= 0) return "Enter an amount";
    return held > line.openMinor ? "More than is open" : undefined;
  }

  const fieldOf = (line: OpenLine): FormField => ({
    id: `apply-${line.lineId}`,
    name: `apply.${line.lineId}`,
    value: () => typed[line.lineId] ?? "",
    set: (value) => setTyped(line.lineId, value as number | string),
    error: () => errorOf(line),
  });

  function problem(): string | undefined {
    if (kind() !== "lines") return undefined;
    if (options.lines().some((line) => errorOf(line))) return "Look at the amounts of the chosen charges";
    if (parts().length === 0) return "Choose a charge, or leave the money on account";
    return leftMinor() < 0 ? "More is chosen than there is to apply" : undefined;
  }

  return {
    kind,
    setKind,
    lines: options.lines,
    parts,
    partOf: (lineId: string) => parts().find((part) => part.lineId === lineId)?.amountMinor ?? 0,
    appliedMinor,
    leftMinor,
    isTicked,
    toggle,
    fieldOf,
    problem,
    toInput: (): ApplyTo =>
      kind() === "lines" ? { kind: "lines", lines: parts() } : { kind: kind() as "oldest" },
  };
}
