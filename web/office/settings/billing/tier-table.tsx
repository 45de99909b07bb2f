import { For, Index, Show } from "solid-js";
import { MOST_TIERS } from "../../../../worker/domains/tuition/schemas.ts";
import type { FormField } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { FieldNotes } from "../../../shared/ui/field.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { PlusIcon, Trash2Icon } from "../../../shared/ui/icons.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";

type TypedTier = { upTo: unknown; amountMinor: unknown };
type TierTableProps = { form: { field: (path: string) => FormField } };

/** Rows of amounts that always reach the end: the last one is for all that are more, and cannot be taken away. */
export function TierTable(props: TierTableProps) {
  const all = () => props.form.field("tiers");
  const rows = () => all().value() as TypedTier[];
  const add = () => all().set([...rows().slice(0, -1), { upTo: "", amountMinor: "" }, ...rows().slice(-1)]);
  const remove = (index: number) => all().set(rows().filter((_, i) => i !== index));
  return (
    <fieldset>
      <legend class="sr-only">Amounts</legend>
      <div class="grid grid-cols-[1fr_1fr_2rem] items-start gap-x-3 gap-y-2">
        <For each={["Up to", "Amount of each", ""]}>
          {(head) => <span class="text-sm font-medium text-ink-2">{head}</span>}
        </For>
        <Index each={rows()}>
          {(_row, i) => {
            const isLast = () => i === rows().length - 1;
            return (
              <>
                <Show
                  when={!isLast()}
                  fallback={<span class="self-center text-ink-2">All that are more</span>}
                >
                  <TextInput
                    field={props.form.field(`tiers.${i}.upTo`)}
                    label={`Row ${i + 1}: up to`}
                    hideLabel
                    inputmode="decimal"
                    class="tabular-nums"
                  />
                </Show>
                <MoneyInput
                  field={props.form.field(`tiers.${i}.amountMinor`)}
                  label={`Row ${i + 1}: amount`}
                  hideLabel
                />
                <Show when={!isLast()} fallback={<span />}>
                  <IconButton label={`Take away row ${i + 1}`} icon={Trash2Icon} onClick={() => remove(i)} />
                </Show>
              </>
            );
          }}
        </Index>
      </div>
      <FieldNotes field={all()} />
      <Show when={rows().length < MOST_TIERS}>
        <div class="mt-2">
          <Button size="small" icon={PlusIcon} onClick={add}>
            Row
          </Button>
        </div>
      </Show>
    </fieldset>
  );
}
