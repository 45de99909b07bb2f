import { type Decision, decide, type Standing } from "../../kernel/decide.ts";
import { type Grant, RIGHTS, type Right, type RightDefinition } from "../../kernel/permissions.ts";
import type { RightReport } from "./schemas.ts";

export interface Inspected {
  readonly name: string;
  readonly isActive: boolean;
  readonly standing: Standing;
  readonly locations: readonly { readonly id: string; readonly name: string }[];
}

/** For every right there is: how much of it somebody has, the chain of reasons, and one plain sentence. */
export function inspectRights(inspected: Inspected): RightReport[] {
  const closed = closedBecause(inspected);
  return (Object.keys(RIGHTS) as Right[]).map((right) => report(inspected, right, closed));
}

/** Why somebody cannot come in at all, whatever they were granted; null when they can. */
function closedBecause({ isActive, standing }: Inspected): string | null {
  if (!isActive) return "Deactivated people cannot sign in, whatever they were granted.";
  if (decide(standing, "office").level !== "none") return null;
  return "Without the right “Office portal” nobody can sign in to use it.";
}

function report(inspected: Inspected, right: Right, closed: string | null): RightReport {
  const { standing, locations } = inspected;
  const { section, label, description }: RightDefinition = RIGHTS[right];
  const anywhere = decide(standing, right);
  const levels = locations.map(({ id, name }) => ({
    locationId: id,
    name,
    level: decide(standing, right, id).level,
  }));
  const differ = levels.some((place) => place.level !== anywhere.level);
  const places = differ && closed === null ? levels : [];
  const reasons: RightReport["reasons"][number][] = anywhere.reasons.map(({ kind, text, grant }) => ({
    kind,
    text: grant ? namedPlace(text, grant, locations) : text,
  }));
  const sentence = sentenceOf(inspected, right, anywhere, places, reasons);
  if (closed !== null && anywhere.level !== "none") reasons.push({ kind: "person", text: closed });
  const level = closed === null ? anywhere.level : "none";
  const grant = anywhere.reasons[decisiveAt(anywhere)]?.grant;
  const through = grant && level !== "none" ? (grant.groupName ?? "personally") : null;
  const restrictedBy = anywhere.restriction?.groupName ?? null;
  return { right, section, label, description, level, places, reasons, through, restrictedBy, sentence };
}

function namedPlace(text: string, grant: Grant, locations: Inspected["locations"]): string {
  const name = locations.find((location) => location.id === grant.locationId)?.name;
  return name === undefined ? text : text.replace("for one location", `at ${name}`);
}

function sentenceOf(
  inspected: Inspected,
  right: Right,
  decision: Decision,
  places: RightReport["places"],
  reasons: RightReport["reasons"],
): string {
  const { name, isActive, standing } = inspected;
  const { label }: RightDefinition = RIGHTS[right];
  if (!isActive) return `${name} is deactivated and cannot sign in.`;
  const why = reasons.find(({ kind }) => kind === "plan") ?? decision.restriction?.reason ?? reasons[0]!;
  if (decision.level === "none") return `${name} cannot use ${label}: ${lowerFirst(why.text)}`;
  if (decide(standing, "office").level === "none") {
    return `${name} cannot use ${label}: the right “Office portal” is missing, so nobody gets that far.`;
  }
  const open = places.filter((place) => place.level !== "none").map((place) => place.name);
  const where = open.length === places.length ? "" : ` at ${open.join(" and ")}`;
  const decisive = decision.restriction?.reason ?? reasons[decisiveAt(decision)]!;
  return `${name} ${verbOf(right, decision.level)}${where}: ${lowerFirst(decisive.text)}`;
}

/** Where the reason stands that settles it: the first that gives as much as the decision. */
function decisiveAt(decision: Decision): number {
  const position = decision.reasons.findIndex(
    ({ kind, grant }) => kind === "admin" || (kind === "grant" && grant?.level === decision.level),
  );
  return Math.max(position, 0);
}

function verbOf(right: Right, level: "view" | "full"): string {
  const { section, label }: RightDefinition = RIGHTS[right];
  if (right === "admin") return "may do everything";
  if (section === "application") return `may use the ${label}`;
  if (level === "view") return `may see ${label} but change nothing`;
  return section === "pages" ? `may see and change ${label}` : `may use ${label}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}
