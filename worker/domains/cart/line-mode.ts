import type { Row } from "../../../tenant-schema/entities.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";
import type { CartKind } from "./schemas.ts";
import type { FamilyObstacle, LineMode } from "./shapes.ts";

type Registration = Pick<
  Row<"classes">,
  "takesRegistration" | "priorityStartsOn" | "priorityEndsOn" | "priorityKeywordId"
>;

/** From when to when a class is booked, and whether this family may be first. */
interface Window {
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly isPriority: boolean;
}

/** What sending a line off would do by the school's rules. */
export function lineMode(settings: PortalSettings, kind: CartKind): LineMode {
  if (kind === "wait") return "waits";
  if (kind === "trial") return settings.trials === "auto" ? "registers" : "asks";
  return settings.registrationMode === "request" ? "asks" : "registers";
}

/** Whether families may book the class on a day at all; in the days of priority only who holds its keyword. */
export function registrationObstacles(
  settings: PortalSettings,
  target: Registration,
  kind: CartKind,
  window: Window,
  today: string,
): FamilyObstacle[] {
  const { priorityStartsOn, priorityEndsOn } = target;
  const { startsOn, endsOn, isPriority } = window;
  if (!target.takesRegistration)
    return [told("registration_closed", "This class is not booked online. Ask the school.")];
  if (kind === "wait" && !settings.waitlist)
    return [told("waitlist_closed", "The school keeps no waitlist here. Ask whether a place will be free.")];
  if (kind === "trial" && settings.trials === "off")
    return [told("kind_not_taken", "Trials are not booked online. Ask the school.")];
  const isPriorityTime =
    target.priorityKeywordId !== null &&
    priorityStartsOn !== null &&
    today >= priorityStartsOn &&
    (priorityEndsOn === null || today <= priorityEndsOn);
  if (isPriorityTime && isPriority) return [];
  if (isPriorityTime && settings.registrationMode === "priority")
    return [
      told("priority_only", "These days are for families with priority. It opens to everybody after them."),
    ];
  if (startsOn !== null && today < startsOn)
    return [told("registration_not_open", `Registration opens on ${startsOn}.`)];
  if (endsOn !== null && today > endsOn)
    return [told("registration_closed", "Registration for this class is over. Ask the school.")];
  return [];
}

export function told(code: FamilyObstacle["code"], text: string): FamilyObstacle {
  return { code, text };
}
