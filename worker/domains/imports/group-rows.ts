import type { ExternalKey, IncomingRow, RowGroup } from "./incoming.ts";
import { fingerprintOf, keySource, type MatchKeys, matchKeysOf } from "./match-keys.ts";

interface Group {
  readonly rows: IncomingRow[];
  externalId: string | undefined;
  email: string | undefined;
  phone: string | undefined;
  readonly fingerprint: string;
}

/**
 * Joins the rows of one family (siblings, second guardians) by what the file itself says: the family's id, else the
 * primary e-mail, else a phone with a last name. Families keep the order in which they first appear.
 */
export function groupRows(rows: readonly IncomingRow[], idSource: string): RowGroup[] {
  const groups: Group[] = [];
  const index = new GroupIndex();
  for (const row of rows) {
    const keys = matchKeysOf(row);
    let group = index.find(row, keys);
    if (!group) {
      group = {
        rows: [],
        externalId: undefined,
        email: undefined,
        phone: undefined,
        fingerprint: index.freshFingerprint(row),
      };
      groups.push(group);
    }
    group.rows.push(row);
    group.externalId ??= row.family.externalId;
    group.email ??= keys.emails[0];
    if (keys.phones[0] && keys.lastNames[0]) group.phone ??= `${keys.phones[0]}|${keys.lastNames[0]}`;
    index.add(group, row, keys);
  }
  return groups.map((group) => {
    const key = keyOf(group, idSource);
    return { rows: group.rows, key, ...(key.key === group.fingerprint ? { review: NO_KEY } : {}) };
  });
}

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
  return (
    born !== undefined &&
    group.rows.every((other) => other.student?.birthDate !== undefined && other.student.birthDate !== born)
  );
}
