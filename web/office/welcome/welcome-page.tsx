import { A } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { Welcome, WelcomeWeek } from "../../../worker/domains/welcome/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { can, me } from "../../shared/session.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { Keys } from "../../shared/ui/kbd.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { Timeline } from "../../shared/ui/timeline.tsx";
import { entries } from "../updates/entries.ts";
import { ActivityWidget } from "./activity-widget.tsx";
import { Stat } from "./stat.tsx";
import { TodaysClasses } from "./todays-classes.tsx";
import { Untaken } from "./untaken.tsx";
import { WeekStats } from "./week-stats.tsx";

function greeting() {
  const zone = me()?.account.timeZone;
  const hour = Number(
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", timeZone: zone }).format(Date.now()),
  );
  if (hour < 5) return "Good night";
  if (hour < 12) return "Good morning";
  return hour < 18 ? "Good afternoon" : "Good evening";
}

const firstName = () => me()?.actor.name.split(" ")[0] ?? "";

export default function WelcomePage() {
  const welcome = createQuery<Welcome>(() => "/welcome");
  const today = () => formats().date(formats().today(), { weekday: "long", month: "long", day: "numeric" });
  return (
    <div class="mx-auto max-w-5xl px-4 py-8 sm:px-6">
      <PageTitle title={`${greeting()}, ${firstName()}`} class="text-xl font-bold tracking-tight" />
      <p class="mt-0.5 text-ink-2">
        {today()} at {me()?.account.displayName}
      </p>
      <Switch>
        <Match when={welcome.data()}>{(data) => <Content data={data()} />}</Match>
        <Match when={welcome.error()}>
          {(error) => (
            <ErrorState error={error()} title="The overview could not be loaded" onRetry={welcome.refetch} />
          )}
        </Match>
        <Match when={welcome.pending()}>
          <Placeholder />
        </Match>
      </Switch>
    </div>
  );
}

function Content(props: { data: Welcome }) {
  return (
    <>
      <div class="mt-8 grid grid-cols-2 gap-x-6 gap-y-6 border-y border-line py-6 empty:hidden sm:grid-cols-4">
        <WeekStats week={props.data.week} />
        <Show when={props.data.families}>
          {(families) => (
            <>
              <Stat
                label="Active families"
                value={families().active}
                of={families().total}
                href="/families?status=active"
              />
              <Stat
                label="Inactive"
                value={families().inactive}
                of={families().total}
                href="/families?status=inactive"
              />
              <Stat
                label="Suspended"
                value={families().suspended}
                of={families().total}
                tone="bad"
                href="/families?status=suspended"
              />
            </>
          )}
        </Show>
        <Show when={props.data.students}>
          {(students) => (
            <Stat
              label="Active students"
              value={students().active}
              of={students().total}
              href="/students?status=active"
            />
          )}
        </Show>
      </div>
      <div class="mt-8 grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_18rem]">
        <div class="flex min-w-0 flex-col gap-10">
          <Show when={props.data.week.meetings}>
            {(meetings) => <TodaysClasses meetings={meetings()} today={props.data.week.today} />}
          </Show>
          <section>
            <h2 class="mb-3 text-md font-bold tracking-tight">Latest changes</h2>
            <Show
              when={props.data.recentChanges.length > 0}
              fallback={
                <p class="text-ink-2">
                  Nothing has changed yet. What anybody here does shows up in this place.
                </p>
              }
            >
              <Timeline entries={[...props.data.recentChanges]} />
            </Show>
          </section>
        </div>
        <Aside week={props.data.week} />
      </div>
    </>
  );
}

function Aside(props: { week: WelcomeWeek }) {
  return (
    <aside class="flex min-w-0 flex-col gap-8">
      <Show when={can("online_activity")}>
        <ActivityWidget />
      </Show>
      <Show when={props.week.untaken}>
        {(untaken) => <Untaken untaken={untaken()} today={props.week.today} />}
      </Show>
      <section>
        <h2 class="mb-2 text-md font-bold tracking-tight">News from Chalkline</h2>
        <ul class="flex flex-col gap-3">
          <For each={entries.slice(0, 2)}>
            {(entry) => (
              <li>
                <A class="link" href="/updates">
                  {entry.title}
                </A>
                <p class="text-ink-2">{entry.summary}</p>
              </li>
            )}
          </For>
        </ul>
      </section>
      <section>
        <h2 class="mb-2 text-md font-bold tracking-tight">Resources</h2>
        <ul class="flex flex-col gap-1 text-ink-2">
          <li>
            <A class="link" href="/support">
              Help and support
            </A>
          </li>
          <li>
            <A class="link" href="/feature-requests">
              Wishes of other schools, and yours
            </A>
          </li>
        </ul>
        <dl class="mt-2 text-ink-2">
          <div class="flex items-center justify-between py-1">
            <dt>Find anything</dt>
            <dd>
              <Keys keys="mod+k" />
            </dd>
          </div>
          <div class="flex items-center justify-between py-1">
            <dt>All shortcuts</dt>
            <dd>
              <Keys keys="?" />
            </dd>
          </div>
        </dl>
      </section>
    </aside>
  );
}

function Placeholder() {
  return (
    <SkeletonRegion label="the overview">
      <div class="mt-8 grid grid-cols-2 gap-6 border-y border-line py-6 sm:grid-cols-4">
        <For each={[1, 2, 3, 4, 5, 6, 7, 8]}>
          {() => (
            <div class="flex h-14.5 flex-col justify-between">
              <SkeletonText width={96} />
              <SkeletonText width={64} height={24} />
            </div>
          )}
        </For>
      </div>
      <div class="mt-8 flex flex-col gap-7">
        <For each={[280, 340, 220, 300]}>{(width) => <SkeletonText width={width} />}</For>
      </div>
    </SkeletonRegion>
  );
}
