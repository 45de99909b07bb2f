import { For, Match, Show, Switch } from "solid-js";
import type { EnrollPreview } from "../../../../worker/domains/enrollments/shapes.ts";
import { ClockIcon } from "../../../shared/ui/icons.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { ObstacleList } from "../obstacle-list.tsx";
import { PlacesList } from "../places-list.tsx";
import { PreviewProblem } from "../preview-problem.tsx";
import { dayText, isOneDay, longDayText } from "../words.ts";
import { AnywayPart } from "./anyway-part.tsx";
import type { Enrollment } from "./enroll-state.ts";
import { FullChoice } from "./full-choice.tsx";

/** What would come of it, as it is now; announced when it changes. */
export function Outlook(props: { enrollment: Enrollment }) {
  const { preview } = props.enrollment;
  return (
    <Switch>
      <Match when={preview.data()}>
        {(data) => <Foreseen enrollment={props.enrollment} data={data()} />}
      </Match>
      <Match when={preview.error()}>
        {(error) => <PreviewProblem error={error()} onRetry={preview.refetch} />}
      </Match>
      <Match when={props.enrollment.classId() && props.enrollment.students().length > 0}>
        <SkeletonRegion label="places" class="flex flex-col gap-3">
          <SkeletonText width={220} />
          <SkeletonText width={300} />
        </SkeletonRegion>
      </Match>
    </Switch>
  );
}

function Foreseen(props: { enrollment: Enrollment; data: EnrollPreview }) {
  const { verdict, preview, holds, roster } = props.enrollment;
  const showsPlaces = () =>
    isOneDay(props.data.kind) ? props.data.meetings.length > 0 : (roster.data()?.slots.length ?? 0) < 2;
  const blockedTitle = () => (verdict().isRefused ? "This cannot be done" : "Not everybody can be enrolled");
  return (
    <section
      aria-label="What comes of it"
      aria-busy={!preview.isCurrent()}
      class="flex flex-col gap-4 border-t border-line pt-4"
    >
      {/* Where slots are chosen their places stand beside them. */}
      <Show when={showsPlaces()}>
        <div>
          <h3 class="font-medium">Places</h3>
          <PlacesList slots={props.data.slots} />
        </div>
      </Show>
      <p class="text-ink-2" aria-live="polite">
        {datesText(props.data)}
      </p>
      <Show when={holds()}>
        <p class="flex items-center gap-1.5 text-sm text-ink-3">
          <ClockIcon class="size-3.5" />
          The place is kept for you while this is open.
        </p>
      </Show>
      <ObstacleList tone="bad" title={blockedTitle()} obstacles={verdict().blocked} />
      <Show when={verdict().blocked.some(({ isOverridable }) => isOverridable)}>
        <p class="text-sm text-ink-3">
          Somebody with the right “Enroll against the rules” can enroll all the same.
        </p>
      </Show>
      <UnmetPolicies data={props.data} />
      <AnywayPart enrollment={props.enrollment} />
      <FullChoice enrollment={props.enrollment} data={props.data} />
    </section>
  );
}

/**
 * Nothing stands in the way: the family is asked when it next comes to the portal, or signs at the desk.
 * What several students lack alike is said once.
 */
function UnmetPolicies(props: { data: EnrollPreview }) {
  const unmet = () => {
    const names = new Map<string, string[]>();
    for (const { name, unmetPolicies } of props.data.students) {
      const titles = unmetPolicies.join(", ");
      if (titles !== "") names.set(titles, [...(names.get(titles) ?? []), name]);
    }
    return [...names].map(([titles, who]) => ({ titles, who: who.join(", ") }));
  };
  return (
    <Show when={unmet().length > 0}>
      <Notice tone="warn" title="Required policies are not accepted yet">
        <For each={unmet()}>
          {({ titles, who }) => (
            <p>
              {who}: {titles}
            </p>
          )}
        </For>
      </Notice>
    </Show>
  );
}

function datesText(data: EnrollPreview): string {
  const first = data.meetings[0];
  if (isOneDay(data.kind)) {
    return first === undefined
      ? "The class does not meet that day."
      : `Comes once, on ${longDayText(first)}.`;
  }
  const until = data.endsOn === null ? "until dropped" : `until ${longDayText(data.endsOn)}`;
  if (first === undefined) return `Enrolled from ${longDayText(data.startsOn)} ${until}.`;
  const next = data.meetings.slice(1, 3).map(dayText);
  const then = next.length > 0 ? `, then ${next.join(" and ")}` : "";
  return `Comes first on ${dayText(first)}${then}; enrolled ${until}.`;
}
