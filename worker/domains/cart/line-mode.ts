import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { registrationOn } from "../catalogue/registration.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";
import type { CartKind } from "./schemas.ts";
import type { FamilyObstacle, LineMode } from "./shapes.ts";

type Booked = Pick<
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

/** Whether families may book the class on a day of its location: the rule by which the catalogue shows it. */
export function registrationObstacles(
  settings: PortalSettings,
  target: Booked,
  kind: CartKind,
  { startsOn, endsOn, isPriority }: Window,
  today: IsoDate,
): FamilyObstacle[] {
  if (!settings.showsClasses)
    return [told("registration_closed", "Classes are not booked online at the moment. Ask the school.")];
  if (kind === "wait" && !settings.waitlist)
    return [told("waitlist_closed", "The school keeps no waitlist here. Ask whether a place will be free.")];
  if (kind === "trial" && settings.trials === "off")
    return [told("kind_not_taken", "Trials are not booked online. Ask the school.")];
  const dates = { ...target, registrationStartsOn: startsOn, registrationEndsOn: endsOn };
  const isByPriority = settings.registrationMode === "priority";
  const registration = registrationOn(today, dates, { holdsKeyword: isPriority, isByPriority });
  switch (registration.state) {
    case "open":
      return [];
    case "priority":
      return [
        told("priority_only", "These days are for families with priority. It opens to everybody after them."),
      ];
    case "later":
      return [told("registration_not_open", notOpen(registration.opensOn))];
    case "closed":
      return [
        told(
          "registration_closed",
          target.takesRegistration
            ? "Registration for this class is over. Ask the school."
            : "This class is not booked online. Ask the school.",
        ),
      ];
  }
}

function notOpen(opensOn: IsoDate | null): string {
  return opensOn === null ? "Registration is not open yet." : `Registration opens on ${opensOn}.`;
}

export function told(code: FamilyObstacle["code"], text: string): FamilyObstacle {
  return { code, text };
}
