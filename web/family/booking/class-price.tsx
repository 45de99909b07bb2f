import { For, Show } from "solid-js";
import type { CataloguePage, CataloguePrice } from "../../../worker/domains/catalogue/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { classPageWords } from "../words/class-page.ts";
import { classesWords } from "../words/classes.ts";
import { dayText } from "./class-text.ts";

/** What a month costs, what the first days cost, what comes beside it, and how all that comes about. */
export function ClassPrice(props: { page: CataloguePage }) {
  const place = () =>
    props.page.options.locations.find(({ id }) => id === props.page.class.locationId)?.name ?? "";
  return (
    <Show when={props.page.price}>
      {(price) => (
        <section class="flex flex-col gap-3 rounded-lg border border-line bg-sheet p-4">
          <h2 class="text-md font-bold tracking-tight">{classPageWords().price}</h2>
          <MonthPrice price={price()} />
          <Show when={price().first}>
            {(first) => (
              <div class="flex flex-wrap items-baseline justify-between gap-x-3 border-t border-line pt-3">
                <span>
                  {classPageWords().firstTitle(dayText(first().startsOn))}
                  <span class="block text-sm text-ink-3">{classPageWords().first(first().meetings)}</span>
                </span>
                <span class="font-semibold tabular-nums">{formats().money(first().amountMinor)}</span>
              </div>
            )}
          </Show>
          <For each={props.page.fees}>
            {(fee) => (
              <div class="flex items-baseline justify-between gap-x-3 border-t border-line pt-3">
                <span class="min-w-0">
                  {fee.name}
                  <span class="block text-sm text-ink-3">
                    {fee.per === "family" ? classPageWords().perFamily : classPageWords().perChild} ·{" "}
                    {fee.months === null ? classPageWords().once : classPageWords().yearly(fee.months)}
                    <Show when={fee.byLocation}> · {classPageWords().feeAt(place())}</Show>
                  </span>
                </span>
                <span class="font-semibold tabular-nums">{formats().money(fee.amountMinor)}</span>
              </div>
            )}
          </For>
          <p class="text-sm text-ink-3">{classPageWords().beforeDiscounts}</p>
          <Explanation lines={price().first?.explanation ?? price().explanation} />
        </section>
      )}
    </Show>
  );
}

function MonthPrice(props: { price: CataloguePrice }) {
  const month = () => formats().money(props.price.monthMinor);
  const unit = () => {
    const { basis, unitMinor } = props.price;
    if (unitMinor === null) return undefined;
    const money = formats().money(unitMinor);
    return basis === "per_hour" ? classPageWords().perHour(money) : classPageWords().perMeeting(money);
  };
  return (
    <Show
      when={unit()}
      fallback={
        <p>
          <span class="text-lg font-bold tabular-nums">{month()}</span> {classPageWords().aMonth}
        </p>
      }
    >
      <p>
        <span class="text-lg font-bold tabular-nums">{unit()}</span>
        <span class="block text-ink-2">{classesWords().aboutMonth(month())}</span>
      </p>
    </Show>
  );
}

/** A sentence for each step of a price. */
export function Explanation(props: { lines: readonly string[] }) {
  return (
    <details class="text-ink-2">
      <summary class="link min-h-11 cursor-pointer py-2.5">{classPageWords().how}</summary>
      <ul class="flex list-disc flex-col gap-1 pl-5 text-sm">
        <For each={props.lines}>{(line) => <li>{line}</li>}</For>
      </ul>
    </details>
  );
}
