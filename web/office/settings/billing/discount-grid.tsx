import { Index, Show } from "solid-js";
import { MOST_COLUMNS, MOST_ROWS } from "../../../../worker/domains/discounts/schemas.ts";
import type { FormField } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { FieldNotes } from "../../../shared/ui/field.tsx";
import { MinusIcon, PlusIcon } from "../../../shared/ui/icons.tsx";
import { OffInput } from "./off-input.tsx";

type Cell = unknown;
type DiscountGridProps = { form: { field: (path: string) => FormField }; unit: string };

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const endings: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };
const nth = (n: number) => `${n}${endings[ordinals.select(n)]}`;
const arrows: Record<string, readonly [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** What is off for the n-th class (rows) of the n-th child (columns); the last ones are also for all beyond. */
export function DiscountGrid(props: DiscountGridProps) {
  let table: HTMLTableElement | undefined;
  const all = () => props.form.field("rows");
  const rows = () => all().value() as Cell[][];
  const width = () => rows()[0]?.length ?? 0;
  const headOf = (i: number, count: number, noun: string) =>
    `${nth(i + 1)} ${noun}${i === count - 1 ? " and more" : ""}`;

  function walk(event: KeyboardEvent, row: number, column: number) {
    const step = arrows[event.key];
    if (!step) return;
    const next = table?.querySelector<HTMLInputElement>(`[data-cell="${row + step[0]}-${column}"] input`);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  }

  return (
    <div>
      <div class="-mx-5 overflow-x-auto px-5">
        <table ref={table} class="w-full border-separate border-spacing-x-2 border-spacing-y-1.5 -mx-2">
          <caption class="sr-only">What is off, as a percentage such as 10 % or as an amount</caption>
          <thead>
            <tr>
              <td />
              <Index each={rows()[0] ?? []}>
                {(_cell, c) => (
                  <th scope="col" class="text-left text-sm font-medium text-ink-2">
                    {headOf(c, width(), "child")}
                  </th>
                )}
              </Index>
            </tr>
          </thead>
          <tbody>
            <Index each={rows()}>
              {(row, r) => (
                <tr>
                  <th scope="row" class="pr-1 text-left text-sm font-medium whitespace-nowrap text-ink-2">
                    {headOf(r, rows().length, props.unit)}
                  </th>
                  <Index each={row()}>
                    {(_cell, c) => (
                      <td class="min-w-24 align-top" data-cell={`${r}-${c}`}>
                        <OffInput
                          field={props.form.field(`rows.${r}.${c}`)}
                          label={`${nth(r + 1)} ${props.unit}, ${nth(c + 1)} child`}
                          hideLabel
                          optional
                          onArrow={(event) => walk(event, r, c)}
                        />
                      </td>
                    )}
                  </Index>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
      </div>
      <FieldNotes field={all()} />
      <div class="mt-1.5 flex flex-wrap gap-2">
        <Show when={rows().length < MOST_ROWS}>
          <Button
            size="small"
            icon={PlusIcon}
            onClick={() => all().set([...rows(), [...(rows().at(-1) ?? [null])]])}
          >
            Row
          </Button>
        </Show>
        <Show when={rows().length > 1}>
          <Button size="small" icon={MinusIcon} onClick={() => all().set(rows().slice(0, -1))}>
            Last row
          </Button>
        </Show>
        <Show when={width() < MOST_COLUMNS}>
          <Button
            size="small"
            icon={PlusIcon}
            onClick={() => all().set(rows().map((row) => [...row, row.at(-1) ?? null]))}
          >
            Child
          </Button>
        </Show>
        <Show when={width() > 1}>
          <Button
            size="small"
            icon={MinusIcon}
            onClick={() => all().set(rows().map((row) => row.slice(0, -1)))}
          >
            Last child
          </Button>
        </Show>
      </div>
    </div>
  );
}
