import { type Component, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { api } from "../../../shared/api.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CircleAlertIcon, EyeIcon, LockIcon, TriangleAlertIcon, XIcon } from "../../../shared/ui/icons.tsx";
import type { FamilyRoom, Written } from "./family-room.ts";
import { studentName } from "./names.ts";
import { isOver } from "./pickup-list.tsx";

/** What nobody who opens this family may miss. It stands above the tabs, so that it is there on each of them. */
export function FamilyAlerts(props: { room: FamilyRoom }) {
  const page = () => props.room.page();
  const barred = () => page().pickups.filter((pickup) => pickup.kind === "barred" && !isOver(pickup));
  const critical = () => page().notes.filter((note) => note.severity === "critical");
  const allergic = () => page().students.filter((student) => student.allergies);
  const any = () =>
    barred().length + critical().length + allergic().length > 0 ||
    page().family.suspension !== null ||
    page().family.needsReview;
  return (
    <Show when={any()}>
      <section aria-label="Alerts" class="flex flex-col gap-1.5 px-4 pb-4 sm:px-6">
        <For each={barred()}>
          {(pickup) => (
            <Alert tone="bad" icon={XIcon} title={`${pickup.name} must not pick up`}>
              {[studentName(page(), pickup.studentId), pickup.relationship, pickup.reason]
                .filter(Boolean)
                .join(" · ")}
            </Alert>
          )}
        </For>
        <For each={critical()}>
          {(note) => (
            <Alert
              tone="bad"
              icon={CircleAlertIcon}
              title={studentName(page(), note.studentId) ?? "Critical"}
            >
              {note.body}
            </Alert>
          )}
        </For>
        <For each={allergic()}>
          {(student) => (
            <Alert
              tone="warn"
              icon={TriangleAlertIcon}
              title={`${student.preferredName ?? student.firstName}: allergy`}
            >
              {student.allergies}
            </Alert>
          )}
        </For>
        <Standing room={props.room} />
      </section>
    </Show>
  );
}

/** Suspended, or not yet looked at since an import: what it means, and the way out of it. */
function Standing(props: { room: FamilyRoom }) {
  const family = () => props.room.page().family;
  const review = () =>
    props.room.act(() => api.post<Written>(`${props.room.path()}/review`, { version: family().version }));
  return (
    <>
      <Show when={family().suspension}>
        {(suspension) => (
          <Alert
            tone="plain"
            icon={LockIcon}
            title="Suspended"
            action={
              <Show when={props.room.maySuspend()}>
                <Button size="small" onClick={() => props.room.open({ kind: "lift" })}>
                  Lift
                </Button>
              </Show>
            }
          >
            {suspension().reason}
            <span class="text-ink-3">
              {` · ${suspension().suspendedBy}, ${formats().instant(suspension().suspendedAt, { dateStyle: "medium" })}`}
            </span>
          </Alert>
        )}
      </Show>
      <Show when={family().needsReview}>
        <Alert
          tone="plain"
          icon={EyeIcon}
          title="Needs a look"
          action={
            <Show when={props.room.mayEdit()}>
              <Button size="small" onClick={() => void review()}>
                Mark reviewed
              </Button>
            </Show>
          }
        >
          {family().reviewReason}
        </Alert>
      </Show>
    </>
  );
}

const tones = { bad: "bg-bad-soft text-bad", warn: "bg-warn-soft text-warn", plain: "bg-sunken text-ink-2" };

type AlertProps = {
  tone: keyof typeof tones;
  icon: Component<{ class?: string }>;
  title: string;
  action?: JSX.Element;
  children?: JSX.Element;
};

function Alert(props: AlertProps) {
  return (
    <div
      class={`flex items-start gap-2.5 rounded-sm px-3 py-2 print:border print:border-current ${tones[props.tone]}`}
    >
      <Dynamic component={props.icon} class="mt-0.5" />
      <p class="min-w-0 flex-1 whitespace-pre-line [overflow-wrap:anywhere]">
        <strong class="font-semibold">
          <bdi>{props.title}</bdi>
        </strong>
        <span class="ml-2 text-ink">{props.children}</span>
      </p>
      <span class="-my-1 flex-none" data-no-print>
        {props.action}
      </span>
    </div>
  );
}
