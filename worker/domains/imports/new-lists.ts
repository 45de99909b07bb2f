import type { IdKind } from "../../../tenant-schema/ids.ts";
import { type ExistingLists, LISTS } from "./existing.ts";
import type { ListBook } from "./working-family.ts";

interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
}

/** What people write for the relationships that an account starts with. */
const RELATIONSHIPS: Readonly<Record<string, string>> = {
  mom: "Mother",
  mum: "Mother",
  mommy: "Mother",
  mama: "Mother",
  dad: "Father",
  daddy: "Father",
  papa: "Father",
  grandmother: "Grandparent",
  grandma: "Grandparent",
  grandfather: "Grandparent",
  grandpa: "Grandparent",
  stepmother: "Step-parent",
  stepfather: "Step-parent",
  "step-mother": "Step-parent",
  "step-father": "Step-parent",
};

/** The account's lists and keywords, with the entries that an import adds. */
export class NewLists implements ListBook {
  readonly listItems: Entry[] = [];
  readonly keywords: Entry[] = [];
  readonly #mint: (kind: IdKind) => string;
  readonly #items = new Map<string, string>();
  readonly #words = new Map<string, string>();

  constructor(existing: ExistingLists, mint: (kind: IdKind) => string) {
    this.#mint = mint;
    for (const entry of existing.listItems) this.#items.set(indexOf(entry.kind, entry.label), entry.id);
    for (const entry of existing.keywords) this.#words.set(indexOf(entry.kind, entry.label), entry.id);
  }

  listItem(kind: string, label: string): string {
    const usual = kind === LISTS.relationship ? RELATIONSHIPS[label.toLowerCase()] : undefined;
    const known = this.existingListItem(kind, label) ?? (usual ? this.existingListItem(kind, usual) : null);
    if (known) return known;
    return this.#entry(this.#items, this.listItems, "listItem", kind, label);
  }

  existingListItem(kind: string, label: string): string | null {
    return this.#items.get(indexOf(kind, label)) ?? null;
  }

  keyword(kind: "family" | "student", label: string): string {
    return this.#entry(this.#words, this.keywords, "keyword", kind, label);
  }

  #entry(known: Map<string, string>, added: Entry[], idKind: IdKind, kind: string, label: string): string {
    const index = indexOf(kind, label);
    const id = known.get(index) ?? this.#mint(idKind);
    if (!known.has(index)) {
      known.set(index, id);
      added.push({ id, kind, label });
    }
    return id;
  }
}

/** The unique index of the tables compares without regard to the case of ASCII letters; this compares likewise. */
function indexOf(kind: string, label: string): string {
  return `${kind}\u001f${label.replace(/[A-Z]/g, (letter) => letter.toLowerCase())}`;
}
