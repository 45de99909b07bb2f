import type { ExternalKey, IncomingRow } from "./incoming.ts";
import { fingerprintOf, keySource, type MatchKeys, matchKeysOf } from "./match-keys.ts";

/** The rows of one family by their places, before they are read again. */
export interface GroupedRows {
  readonly places: readonly number[];
  readonly key: ExternalKey;
  readonly review?: string;
}

interface Group {
  readonly places: number[];
  readonly births: Set<string>;
  externalId: string | undefined;
  email: string | undefined;
  phone: string | undefined;
  readonly fingerprint: string;
}

/**
 * Joins the rows of one family (siblings, second guardians) by what the file itself says: the family's id, else the
 * primary e-mail, else a phone with a last name. Families keep the order in which they first appear.
 */
export class RowGrouping {
  readonly #groups: Group[] = [];
  readonly #index = new GroupIndex();

  add(place: number, row: IncomingRow): void {
    const keys = matchKeysOf(row);
    const group = this.#index.find(row, keys) ?? this.#newGroup(row);
    group.places.push(place);
    group.births.add(row.student?.birthDate ?? UNKNOWN_BIRTH);
    group.externalId ??= row.family.externalId;
    group.email ??= keys.emails[0];
    if (keys.phones[0] && keys.lastNames[0]) group.phone ??= `${keys.phones[0]}|${keys.lastNames[0]}`;
    this.#index.add(group, row, keys);
  }

  groups(idSource: string): GroupedRows[] {
    return this.#groups.map((group) => {
      const key = keyOf(group, idSource);
      return { places: group.places, key, ...(key.key === group.fingerprint ? { review: NO_KEY } : {}) };
    });
  }

  #newGroup(row: IncomingRow): Group {
    const fingerprint = this.#index.freshFingerprint(row);
    const group: Group = {
      places: [],
      births: new Set(),
      externalId: undefined,
      email: undefined,
      phone: undefined,
      fingerprint,
    };
    this.#groups.push(group);
    return group;
  }
}

const UNKNOWN_BIRTH = "";
const NO_KEY = "Imported without an id, an e-mail or a phone: check that this family is not here twice.";

function keyOf(group: Group, idSource: string): ExternalKey {
  if (group.externalId) return { source: keySource(idSource, "family"), key: group.externalId };
  const source = keySource(idSource, "key");
  if (group.email) return { source, key: `e:${group.email}` };
  if (group.phone) return { source, key: `p:${group.phone}` };
  return { source, key: group.fingerprint };
}

class GroupIndex {
  readonly #byId = new Map<string, Group>();
  readonly #byPrimaryEmail = new Map<string, Group>();
  readonly #byAnyEmail = new Map<string, Group>();
  readonly #byPhone = new Map<string, Group>();
  readonly #byFingerprint = new Map<string, Group>();

  find(row: IncomingRow, keys: MatchKeys): Group | undefined {
    const id = row.family.externalId;
    if (id && this.#byId.has(id)) return this.#byId.get(id);
    // Two families that their own system tells apart stay apart, whatever else they share.
    const joinable = (group: Group | undefined) => (id && group?.externalId ? undefined : group);
    const [email] = keys.emails;
    const byEmail = email
      ? joinable(this.#byPrimaryEmail.get(email) ?? this.#byAnyEmail.get(email))
      : undefined;
    if (byEmail) return byEmail;
    for (const key of phoneKeys({ ...keys, phones: keys.phones.slice(0, 1) })) {
      const byPhone = joinable(this.#byPhone.get(key));
      if (byPhone) return byPhone;
    }
    if (id || email || keys.phones.length > 0) return undefined;
    const alike = this.#byFingerprint.get(fingerprintOf(row));
    return alike && !isOtherChild(alike, row) ? alike : undefined;
  }

  /** Two children of one name, of whom nothing else is known but two birth dates, are numbered. */
  freshFingerprint(row: IncomingRow): string {
    const plain = fingerprintOf(row);
    let fingerprint = plain;
    for (let n = 2; this.#byFingerprint.has(fingerprint); n++) fingerprint = `${plain}#${n}`;
    return fingerprint;
  }

  add(group: Group, row: IncomingRow, keys: MatchKeys): void {
    const id = row.family.externalId;
    if (id) this.#byId.set(id, group);
    const [primary] = keys.emails;
    if (primary && !this.#byPrimaryEmail.has(primary)) this.#byPrimaryEmail.set(primary, group);
    for (const email of keys.emails) if (!this.#byAnyEmail.has(email)) this.#byAnyEmail.set(email, group);
    for (const key of phoneKeys(keys)) if (!this.#byPhone.has(key)) this.#byPhone.set(key, group);
    this.#byFingerprint.set(group.fingerprint, group);
  }
}

function phoneKeys(keys: MatchKeys): string[] {
  return keys.phones.flatMap((phone) => keys.lastNames.map((lastName) => `${phone}|${lastName}`));
}

function isOtherChild(group: Group, row: IncomingRow): boolean {
  const born = row.student?.birthDate;
  return born !== undefined && !group.births.has(born) && !group.births.has(UNKNOWN_BIRTH);
}
