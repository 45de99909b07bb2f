import { A } from "@solidjs/router";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import type {
  EnrollmentRow,
  StudentEnrollments as Enrollments,
} from "../../../worker/domains/enrollments/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { studentEnrollmentsPath } from "./calls.ts";
import { EnrollmentMenu } from "./enrollment-menu.tsx";
import { KindPill } from "./kind-pill.tsx";
import { LevelDot } from "./level-dot.tsx";
import { openEnroll } from "./opening.ts";
import { RosterSkeleton } from "./roster-skeleton.tsx";
import { TimeLeft } from "./waitlist/time-left.tsx";
import { slotsText, waitLabel } from "./words.ts";

type StudentEnrollmentsProps = { studentId: string; studentName: string };

/** Every class of a student: now, soon, waited for, and those that are over. */
export default function StudentEnrollments(props: StudentEnrollmentsProps) {
  const query = createQuery<Enrollments>(() =>
    can("enrollments") ? studentEnrollmentsPath(props.studentId) : undefined,
  );
  return (
    <Show when={can("enrollments")}>
      <section class="min-w-0" aria-label={`Classes of ${props.studentName}`}>
        <header class="flex min-h-8 items-center gap-2">
          <h3 class="flex-1 font-semibold">Classes</h3>
          <Show when={can("enrollments", "full")}>
            <Button
              size="small"
              variant="quiet"
              icon={PlusIcon}
              aria-label={`Enroll ${props.studentName}`}
              onClick={() => openEnroll({ students: [{ id: props.studentId, name: props.studentName }] })}
            >
              Enroll
            </Button>
          </Show>
        </header>
        <Switch>
          <Match when={query.data()}>{(data) => <Groups all={data()} />}</Match>
          <Match when={query.error()}>
            {(error) => (
              <ErrorState error={error()} title="The classes could not be loaded" onRetry={query.refetch} />
            )}
          </Match>
          <Match when={query.pending()}>
            <RosterSkeleton label="classes" />
          </Match>
        </Switch>
      </section>
    </Show>
  );
}

function Groups(props: { all: Enrollments }) {
  const [showsPast, setShowsPast] = createSignal(false);
  const isEmpty = () => props.all.current.length + props.all.future.length + props.all.waiting.length === 0;
  return (
    <>
      <Show when={isEmpty()}>
        <p class="border-t border-line py-3 text-ink-3">In no class.</p>
      </Show>
      <Group label="Now" rows={props.all.current} />
      <Group label="Later" rows={props.all.future} />
      <Group label="Waitlist" rows={props.all.waiting} />
      <Show when={props.all.past.length > 0}>
        <button
          type="button"
          class="link py-1.5"
          aria-expanded={showsPast()}
          onClick={() => setShowsPast((shown) => !shown)}
        >
          {showsPast() ? "Hide" : "Show"} what is over ({props.all.past.length})
        </button>
        <Show when={showsPast()}>
          <Group label="Over" rows={props.all.past} />
        </Show>
      </Show>
    </>
  );
}

function Group(props: { label: string; rows: readonly EnrollmentRow[] }) {
  const rows = stableRows<EnrollmentRow>(() => props.rows, "id");
  return (
    <Show when={rows().length > 0}>
      <ul class="flex flex-col border-t border-line" aria-label={props.label}>
        <For each={rows()}>{(row) => <Entry row={row} />}</For>
      </ul>
    </Show>
  );
}

function Entry(props: { row: EnrollmentRow }) {
  const row = () => props.row;
  const days = () => {
    const { startsOn, endsOn } = row();
    const day = (date: string) => formats().date(date);
    if (startsOn === endsOn) return day(startsOn);
    const since = startsOn > formats().today() ? `from ${day(startsOn)}` : `since ${day(startsOn)}`;
    return endsOn === null ? since : `${since}, until ${day(endsOn)}`;
  };
  return (
    <li class="flex min-h-11 items-start gap-2.5 border-b border-line py-1.5 last:border-0">
      <LevelDot color={row().levelColor} />
      <div class="min-w-0 flex-1">
        <p class="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Show when={can("classes")} fallback={<span class="font-book">{row().className}</span>}>
            <A
              class="font-book underline-offset-3 [overflow-wrap:anywhere] hover:underline"
              href={`/classes/${row().classId}`}
            >
              {row().className}
            </A>
          </Show>
          <Show when={row().kind !== "active"}>
            <KindPill kind={row().kind} />
          </Show>
        </p>
        <p class="text-sm text-ink-3 tabular-nums">
          {[slotsText(row().slots), days(), row().dropReason].filter(Boolean).join(" · ")}
        </p>
        <Show when={row().wait}>
          {(wait) => (
            <p class="flex gap-2 text-sm text-ink-2">
              {wait().position === null ? waitLabel(wait().state) : `Position ${wait().position}`}
              <Show when={wait().state === "offered"}>
                <span class="font-medium text-accent">Place offered</span>
              </Show>
              <Show when={wait().state === "offered" && wait().expiresAt}>
                {(at) => <TimeLeft expiresAt={at()} />}
              </Show>
            </p>
          )}
        </Show>
      </div>
      <EnrollmentMenu
        subject={row()}
        kind={row().kind}
        endsOn={row().endsOn}
        studentName={row().studentName}
        className={row().className}
      />
    </li>
  );
}
