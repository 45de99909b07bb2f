import { formats } from "../formats.ts";

const look = (amountMinor: number) => {
  if (amountMinor > 0) return "font-semibold text-bad";
  return amountMinor < 0 ? "text-good" : "";
};

/** What somebody owes: with weight while there is anything, "cr" when it is the school that owes. */
export function BalanceText(props: { amountMinor: number; class?: string }) {
  return (
    <span class={`whitespace-nowrap tabular-nums ${look(props.amountMinor)} ${props.class ?? ""}`}>
      {formats().balance(props.amountMinor)}
    </span>
  );
}

/** An amount as such, for columns and sums. */
export function MoneyText(props: { amountMinor: number; class?: string }) {
  return (
    <span class={`whitespace-nowrap tabular-nums ${props.class ?? ""}`}>
      {/* A negative nothing would be written with a minus. */}
      {formats().money(props.amountMinor || 0)}
    </span>
  );
}
