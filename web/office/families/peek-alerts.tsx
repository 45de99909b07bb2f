import { For, Show } from "solid-js";
import type { FamilyPage } from "../../../worker/domains/families/shapes.ts";
import { TriangleAlertIcon } from "../../shared/ui/icons.tsx";

type Alert = { tone: "warn" | "bad"; text: string };

/** What the front desk must know before it says the first word. */
function alertsOf(page: FamilyPage): Alert[] {
  const { family, students, pickups, notes } = page;
  const alerts: Alert[] = [];
  if (family.suspension) alerts.push({ tone: "bad", text: `Suspended: ${family.suspension.reason}` });
  for (const { kind, name } of pickups) {
    if (kind === "barred") alerts.push({ tone: "bad", text: `${name} may not pick anybody up` });
  }
  for (const { severity, body } of notes)
    if (severity === "critical") alerts.push({ tone: "bad", text: body });
  if (family.flagText) alerts.push({ tone: "warn", text: family.flagText });
  for (const student of students) {
    const name = student.preferredName ?? student.firstName;
    for (const fact of [student.flagText, student.allergies, student.medications]) {
      if (fact) alerts.push({ tone: "warn", text: `${name}: ${fact}` });
    }
  }
  if (family.needsReview) {
    alerts.push({ tone: "warn", text: family.reviewReason ?? "Somebody should look at this family" });
  }
  return alerts;
}

const tones = { warn: "bg-warn-soft text-warn", bad: "bg-bad-soft text-bad" };

export function PeekAlerts(props: { page: FamilyPage }) {
  const alerts = () => alertsOf(props.page);
  return (
    <Show when={alerts().length > 0}>
      <ul class="flex flex-col gap-2 px-4 pt-3" aria-label="Alerts">
        <For each={alerts()}>
          {(alert) => (
            <li class={`flex gap-2.5 rounded-sm px-2.5 py-2 ${tones[alert.tone]}`}>
              <TriangleAlertIcon class="mt-0.5" />
              <span class="line-clamp-3 min-w-0 [overflow-wrap:anywhere]">{alert.text}</span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
