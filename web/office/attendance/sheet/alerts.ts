import type { Component } from "solid-js";
import type { RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import {
  CakeIcon,
  CameraOffIcon,
  FlagIcon,
  HeartPulseIcon,
  MedicationIcon,
  ScrollTextIcon,
  ShieldAlertIcon,
  SparklesIcon,
  TicketIcon,
  TriangleAlertIcon,
} from "../../../shared/ui/icons.tsx";

export type Alert = {
  key: string;
  icon: Component<{ class?: string; label?: string }>;
  tone: "bad" | "warn" | "plain";
  /** Names it; the tooltip and what is read out say both. */
  label: string;
  text: string;
};

/** What whoever stands in the gym must know, the gravest first. */
export function alertsOf(student: RollSheetStudent): Alert[] {
  const { alerts } = student;
  const found: (Alert | undefined)[] = [
    texted("allergies", TriangleAlertIcon, "bad", "Allergies", alerts.allergies),
    texted("medications", MedicationIcon, "warn", "Medication", alerts.medications),
    texted("medical", HeartPulseIcon, "warn", "Medical", alerts.medicalNotes),
    texted("critical", ShieldAlertIcon, "bad", "Critical note", alerts.criticalNotes.join(" · ")),
    texted("pickups", ShieldAlertIcon, "bad", "May not pick up", alerts.barredPickups.join(", ")),
    texted("flag", FlagIcon, "warn", "Flag", alerts.flagText),
    texted("policies", ScrollTextIcon, "warn", "Not accepted yet", alerts.policiesDue.join(" · ")),
    texted("birthday", CakeIcon, "plain", "Birthday", birthdayText(student)),
    alerts.isNew
      ? { key: "new", icon: SparklesIcon, tone: "plain", label: "New", text: "The first classes here" }
      : undefined,
    texted("photos", CameraOffIcon, "plain", "Photos", photoText(alerts.photoAllowed)),
    texted("token", TicketIcon, "plain", "Makeup", tokenText(student)),
  ];
  return found.filter((alert) => alert !== undefined);
}

export const alertWords = ({ label, text }: Alert) => `${label}: ${text}`;

function texted(
  key: string,
  icon: Alert["icon"],
  tone: Alert["tone"],
  label: string,
  text: string | null,
): Alert | undefined {
  return text ? { key, icon, tone, label, text } : undefined;
}

function birthdayText({ alerts }: RollSheetStudent): string | null {
  const { birthdayInDays: days, birthdayAge: age } = alerts;
  if (days === null) return null;
  const turns = age === null ? "" : `, ${days < 0 ? "turned" : "turns"} ${age}`;
  if (days === 0) return `today${turns}`;
  return days > 0 ? `in ${plural(days, "day")}${turns}` : `${plural(-days, "day")} ago${turns}`;
}

const photoText = (allowed: boolean | null) => {
  if (allowed === true) return null;
  return allowed === false ? "No photos may be taken" : "Nobody has asked whether photos may be taken";
};

function tokenText({ tokenState, kind }: RollSheetStudent): string | null {
  if (tokenState === null) return null;
  if (kind === "makeup") return "A makeup token pays for this visit";
  return tokenState === "available"
    ? "A makeup token was issued for this absence"
    : "The makeup token of this absence is in use";
}
