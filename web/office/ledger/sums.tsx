import { type JSX, Show } from "solid-js";
import { MoneyText } from "../../shared/ui/money-text.tsx";

/** Label left, amount right, as sums stand below each other. */
export function Sums(props: { children: JSX.Element }) {
  return <dl class="grid grid-cols-[1fr_auto] gap-x-6 gap-y-0.5">{props.children}</dl>;
}

type SumProps = {
  label: string;
  amountMinor: number;
  note?: string;
  strong?: boolean;
  tone?: "bad" | "good";
};

export function Sum(props: SumProps) {
  const look = () => {
    const weight = props.strong ? "font-semibold" : "";
    const tone = { bad: "text-bad", good: "text-good", plain: "" }[props.tone ?? "plain"];
    return `${weight} ${tone}`;
  };
  return (
    <>
      <dt class={props.strong ? "font-semibold" : "text-ink-2"}>
        {props.label}
        <Show when={props.note}>
          <span class="font-regular text-ink-3"> {props.note}</span>
        </Show>
      </dt>
      <dd class="text-right">
        <MoneyText amountMinor={props.amountMinor} class={look()} />
      </dd>
    </>
  );
}
