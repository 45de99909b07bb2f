import { sortKey } from "../../../tenant-schema/text.ts";
import { type Existing, type ExistingFamily, keyIndex } from "./existing.ts";
import type { ExternalKey, RowGroup } from "./incoming.ts";
import { foldedName, guardianKey, keySource, matchKeysOf, studentKey } from "./match-keys.ts";
import type { MatchedBy } from "./schemas.ts";

export type FamilyMatch =
  | { readonly kind: "matched"; readonly family: ExistingFamily; readonly by: MatchedBy }
  /** `review` says why somebody should look at the new family. */
  | { readonly kind: "new"; readonly review: string | null }
  | { readonly kind: "refused"; readonly reason: string };

/** The families of the account by what an import looks for. */
export class FamilyIndex {
  readonly existing: Existing;
  readonly #byEmail = new Map<string, ExistingFamily[]>();
  readonly #byPhone = new Map<string, ExistingFamily[]>();

  constructor(existing: Existing) {
    this.existing = existing;
    for (const family of existing.families.values()) {
      for (const email of new Set(family.emails.map((row) => row.addressFolded)))
        add(this.#byEmail, email, family);
      for (const phone of new Set(family.phones.flatMap((row) => row.e164 ?? [])))
        add(this.#byPhone, phone, family);
    }
  }

  byEmail(folded: string): readonly ExistingFamily[] {
    return this.#byEmail.get(folded) ?? [];
  }

  byPhone(e164: string): readonly ExistingFamily[] {
    return this.#byPhone.get(e164) ?? [];
  }

  byKey(key: ExternalKey): ExistingFamily | undefined {
    const familyId = this.existing.keys.get(keyIndex(key.source, key.key))?.familyId;
    return familyId ? this.existing.families.get(familyId) : undefined;
  }
}

/** Which family the rows of a group belong to: its id, else the primary e-mail, else a phone with a last name. */
export function matchFamily(group: RowGroup, index: FamilyIndex, idSource: string): FamilyMatch {
  const own = index.byKey(group.key);
  const isId = group.key.source === keySource(idSource, "family");
  if (own) return { kind: "matched", family: own, by: isId ? "id" : "earlier_import" };
  // Two families that the other system tells apart stay apart here, whatever else they share.
  const joinable = (family: ExistingFamily) =>
    !isId || !family.externalIds.some((id) => id.id === family.family.id && id.source === group.key.source);
  const byPeople = uniqueFamilies(
    peopleKeys(group, idSource).flatMap((key) => index.byKey(key) ?? []),
  ).filter(joinable);
  if (byPeople.length === 1) return { kind: "matched", family: byPeople[0]!, by: "id" };
  if (byPeople.length > 1)
    return ambiguous("The people of this family are in several families here", byPeople);
  const keys = group.rows.map(matchKeysOf);
  const lastNames = new Set(keys.flatMap((match) => match.lastNames));
  const email = keys.find((match) => match.emails[0])?.emails[0];
  if (email) {
    const found = index.byEmail(email);
    const narrowed = narrow(found.filter(joinable), email, group, lastNames);
    if (narrowed.length === 1) return { kind: "matched", family: narrowed[0]!, by: "email" };
    if (narrowed.length > 1) return ambiguous(`Several families have the e-mail ${email}`, narrowed);
  }
  const phone = keys.find((match) => match.phones[0])?.phones[0];
  if (phone) {
    const found = index
      .byPhone(phone)
      .filter((family) => joinable(family) && sharesLastName(family, lastNames));
    const narrowed = narrow(found, null, group, lastNames);
    if (narrowed.length === 1) return { kind: "matched", family: narrowed[0]!, by: "phone" };
    if (narrowed.length > 1)
      return ambiguous(`Several families have the phone ${phone} and this last name`, narrowed);
  }
  return { kind: "new", review: group.review ?? sharedEmail(index, email) };
}

/** Where the other system's ids forbid to join two families with one e-mail, a person should know of both. */
function sharedEmail(index: FamilyIndex, email: string | undefined): string | null {
  const other = email ? index.byEmail(email)[0] : undefined;
  return other ? `Has the same e-mail as the family ${other.family.name}, but another id.` : null;
}

function peopleKeys(group: RowGroup, idSource: string): ExternalKey[] {
  return group.rows.flatMap((row) => [
    ...(row.student?.externalId ? [studentKey(group, row.student, idSource)] : []),
    ...row.guardians.flatMap((guardian) => guardianKey(guardian, idSource) ?? []),
  ]);
}

/** Of several candidates those whose primary e-mail it is, then those with one of the students, then of the name. */
function narrow(
  candidates: readonly ExistingFamily[],
  email: string | null,
  group: RowGroup,
  lastNames: ReadonlySet<string>,
): readonly ExistingFamily[] {
  const firstNames = new Set(
    group.rows.flatMap((row) => (row.student ? foldedName(row.student.firstName) : [])),
  );
  const tests: ((family: ExistingFamily) => boolean)[] = [
    (family) => family.emails.some((row) => row.isPrimary && row.addressFolded === email),
    (family) => family.students.some((row) => firstNames.has(foldedName(row.firstName))),
    (family) => sharesLastName(family, lastNames),
  ];
  let left = candidates;
  for (const test of tests) {
    if (left.length <= 1) break;
    const passing = left.filter(test);
    if (passing.length > 0) left = passing;
  }
  return left;
}

function sharesLastName(family: ExistingFamily, lastNames: ReadonlySet<string>): boolean {
  const names = [
    family.family.name,
    ...[...family.guardians, ...family.students].map((person) => person.lastName),
  ];
  return names.some((name) => lastNames.has(sortKey(name)));
}

function ambiguous(what: string, families: readonly ExistingFamily[]): FamilyMatch {
  const names = families
    .slice(0, 3)
    .map((family) => family.family.name)
    .join(", ");
  return {
    kind: "refused",
    reason: `${what} (${names}), and nothing tells which one is meant. Merge them first, or add a column with the family's id.`,
  };
}

function uniqueFamilies(families: readonly ExistingFamily[]): ExistingFamily[] {
  return [...new Map(families.map((family) => [family.family.id, family])).values()];
}

function add(map: Map<string, ExistingFamily[]>, key: string, family: ExistingFamily): void {
  const list = map.get(key);
  if (list) list.push(family);
  else map.set(key, [family]);
}
