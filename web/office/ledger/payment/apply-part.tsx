import { createUniqueId, For, type JSX, Show } from "solid-js";
import type { OpenLine } from "../../../../worker/domains/ledger/shapes.ts";
import type { FormField } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { FieldNotes } from "../../../shared/ui/field.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { MoneyText } from "../../../shared/ui/money-text.tsx";
import { dueText } from "../words.ts";
import type { ApplyKind, ApplyState } from "./apply-state.ts";

const choices: { kind: ApplyKind; label: string }[] = [
  { kind: "oldest", label: "What is due longest, first" },
  { kind: "lines", label: "Charges that I choose" },
  { kind: "account", label: "Nothing yet: leave it on account" },
];

/** What the money is for; what is left is said while it is chosen. */
export function ApplyPart(props: {
  apply: ApplyState;
  field: FormField;
  /** It lies on account already. */
  mustApply?: boolean;
}) {
  const name = createUniqueId();
  const { apply } = props;
  const offered = () => choices.filter(({ kind }) => kind !== "account" || !props.mustApply);
  return (
    <fieldset class="flex min-w-0 flex-col" classList={{ "border-t border-line pt-4": !props.mustApply }}>
      <legend class="sr-only">What it pays</legend>
      <p class="mb-1 font-medium" aria-hidden="true">
        What it pays
      </p>
      <For each={offered()}>
        {({ kind, label }, at) => (
          <label class="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-11">
            <input
              type="radio"
              id={at() === 0 ? props.field.id : undefined}
              name={name}
              class="size-4"
              checked={apply.kind() === kind}
              onChange={() => apply.setKind(kind)}
            />
            {label}
          </label>
        )}
      </For>
      <FieldNotes field={props.field} />
      <Show when={apply.kind() !== "account"}>
        <Show
          when={apply.lines().length > 0}
          fallback={<p class="pt-2 text-ink-3">Nothing is open: the money lies on account.</p>}
        >
          <Lines apply={apply} />
        </Show>
      </Show>
      <Left apply={apply} />
    </fieldset>
  );
}

function Lines(props: { apply: ApplyState }) {
  const { apply } = props;
  const shown = () =>
    apply.kind() === "lines" ? apply.lines() : apply.lines().filter(({ lineId }) => apply.partOf(lineId) > 0);
  return (
    <ul class="mt-2 flex flex-col border-t border-line">
      <For each={shown()}>
        {(line) => (
          <Show
            when={apply.kind() === "lines"}
            fallback={
              <LineRow line={line}>
                <MoneyText amountMinor={apply.partOf(line.lineId)} />
              </LineRow>
            }
          >
            <ChosenLine apply={apply} line={line} />
          </Show>
        )}
      </For>
    </ul>
  );
}

function LineRow(props: { line: OpenLine; children: JSX.Element }) {
  return (
    <li class="flex min-h-11 items-center gap-3 border-b border-line py-1.5">
      <span class="min-w-0 flex-1">
        <LineWords line={props.line} />
      </span>
      {props.children}
    </li>
  );
}

function LineWords(props: { line: OpenLine; paidMinor?: number | undefined }) {
  const due = () => dueText(props.line.dueOn);
  return (
    <>
      <span class="block truncate">
        {props.line.description}
        <Show when={props.line.studentName}>
          <span class="text-ink-3"> {props.line.studentName}</span>
        </Show>
      </span>
      <span class="block text-sm text-ink-3 tabular-nums">
        <Show
          when={props.paidMinor}
          fallback={
            <>
              <span classList={{ "font-medium text-bad": due().isPast }}>{due().text}</span> ·{" "}
              {formats().money(props.line.openMinor)} open
            </>
          }
        >
          {(paidMinor) => <>{formats().money(paidMinor())} of it paid with this now</>}
        </Show>
      </span>
    </>
  );
}

/** `paidMinor`: what it is paid with now, while that is chosen anew. */
export function ChosenLine(props: { apply: ApplyState; line: OpenLine; paidMinor?: number | undefined }) {
  const { apply, line } = props;
  return (
    <li class="flex min-h-11 items-center gap-3 border-b border-line py-1.5">
      <label class="flex min-w-0 flex-1 items-start gap-2.5">
        <input
          type="checkbox"
          class="check mt-0.5"
          checked={apply.isTicked(line.lineId)}
          onChange={() => apply.toggle(line)}
        />
        <span class="min-w-0 flex-1">
          <LineWords line={line} paidMinor={props.paidMinor} />
        </span>
      </label>
      <Show when={apply.isTicked(line.lineId)}>
        <span class="w-28 flex-none">
          <MoneyInput field={apply.fieldOf(line)} label={`Amount for ${line.description}`} hideLabel />
        </span>
      </Show>
    </li>
  );
}

export function Left(props: { apply: ApplyState }) {
  const left = () => props.apply.leftMinor();
  return (
    <p class="flex min-h-6 justify-between gap-3 pt-2 tabular-nums" aria-live="polite">
      <Show
        when={left() !== 0}
        fallback={
          // Before an amount is typed there is nothing that something could be left of.
          <Show when={props.apply.appliedMinor() > 0}>
            <span class="text-ink-3">Nothing is left of it.</span>
          </Show>
        }
      >
        <span classList={{ "text-bad": left() < 0, "text-ink-2": left() > 0 }}>
          {left() > 0 ? "Stays on account" : "More than there is, by"}
        </span>
        <MoneyText
          amountMinor={Math.abs(left())}
          class={left() < 0 ? "font-semibold text-bad" : "text-good"}
        />
      </Show>
    </p>
  );
}
