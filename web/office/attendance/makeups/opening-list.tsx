import { createMemo, For, Show } from "solid-js";
import type { MakeupOpening } from "../../../../worker/domains/makeups/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { OpeningsPill } from "../../enrollments/openings-pill.tsx";
import { longDay } from "../attendance-words.ts";

type OpeningListProps = {
  openings: readonly MakeupOpening[];
  chosen: string | undefined;
  onChoose: (key: string) => void;
  mayBook: (opening: MakeupOpening) => boolean;
  studentName: string;
};

export const keyOfOpening = ({ classId, onDate }: MakeupOpening) => `${classId} ${onDate}`;

/** Meetings with a place, under their days; one is chosen. */
export function OpeningList(props: OpeningListProps) {
  const days = createMemo(() => [...Map.groupBy(props.openings, ({ onDate }) => onDate)]);
  return (
    <div class="flex flex-col gap-4" role="radiogroup" aria-label="Class and day">
      <For
        each={days()}
        fallback={
          <p class="border-t border-line py-3 text-ink-3">
            Nothing with a place that {props.studentName} could take in these two weeks. Look later, or see
            what does not fit.
          </p>
        }
      >
        {([date, openings]) => (
          <section>
            <h3 class="mb-1 text-xs font-semibold text-ink-3">{longDay(date)}</h3>
            <For each={openings}>{(opening) => <Opening {...props} opening={opening} />}</For>
          </section>
        )}
      </For>
    </div>
  );
}

function Opening(props: OpeningListProps & { opening: MakeupOpening }) {
  const opening = () => props.opening;
  const about = () =>
    [opening().programName, opening().levelName, opening().locationName].filter(Boolean).join(" · ");
  const problems = () => [
    ...opening().problems,
    ...(opening().tokenId === null
      ? [props.mayBook(opening()) ? "Booked without a token" : "No token pays for it"]
      : []),
  ];
  return (
    <label class="flex min-h-11 items-start gap-2.5 border-t border-line py-2 has-disabled:text-ink-3">
      <input
        type="radio"
        name="opening"
        class="mt-0.5 size-4 flex-none"
        checked={props.chosen === keyOfOpening(opening())}
        disabled={!props.mayBook(opening())}
        onChange={() => props.onChoose(keyOfOpening(opening()))}
      />
      <span class="min-w-0 flex-1">
        <span class="block [overflow-wrap:anywhere]">
          <span class="tabular-nums">{formats().clock(opening().startMinute)}</span>{" "}
          <span class="font-medium">{opening().className}</span>
        </span>
        <span class="block text-sm text-ink-3">{about()}</span>
        <Show when={problems().length > 0}>
          <span class="block text-sm text-warn">{problems().join(" ")}</span>
        </Show>
      </span>
      <OpeningsPill openings={opening().openings} />
    </label>
  );
}
