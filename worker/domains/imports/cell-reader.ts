import type { ParsedPhone } from "../phone-numbers.ts";
import { type DateOrder, parseDate } from "./cell-dates.ts";
import {
  isEmail,
  isNothing,
  parseCountry,
  parseGender,
  parseYesNo,
  splitEmails,
  splitKeywords,
  splitPhones,
} from "./cell-values.ts";
import type { CustomField, TargetField } from "./fields.ts";
import type { IncomingPhone, PhoneType } from "./incoming.ts";

export type ColumnsByField = ReadonlyMap<
  string,
  readonly { readonly index: number; readonly header: string }[]
>;

/** What rows are read with. */
export interface ReadingRules {
  readonly columns: Readonly<Record<string, string>>;
  readonly dateOrder: DateOrder;
  readonly fields: ReadonlyMap<string, TargetField>;
  readonly customFields: readonly CustomField[];
  readonly phoneRegion: string;
  /** The account's date of today: nobody is born after it. */
  readonly today: string;
}

const NOTHING: readonly string[] = [];
/** Fields of this length are written in lines. */
const LONG_CHARACTERS = 2_000;
const MIN_PHONE_DIGITS = 5;
const MAX_PHONE_CHARACTERS = 40;

/** Reads the cells of one row by field; gathers why the row cannot be imported, and what was left out of it. */
export class CellReader {
  readonly problems: string[] = [];
  readonly notices: string[] = [];
  readonly #cells: readonly string[];
  readonly #columns: ColumnsByField;
  readonly #rules: ReadingRules;
  readonly #parsePhone: (text: string) => ParsedPhone;

  constructor(
    cells: readonly string[],
    columns: ColumnsByField,
    rules: ReadingRules,
    parsePhone: (text: string) => ParsedPhone,
  ) {
    this.#cells = cells;
    this.#columns = columns;
    this.#rules = rules;
    this.#parsePhone = parsePhone;
  }

  problem(text: string): void {
    if (!this.problems.includes(text)) this.problems.push(text);
  }

  /** What stands under the field; a cell that says `n/a` says nothing. */
  text(key: string): string {
    const value = this.#values(key).find((text) => !isNothing(text));
    if (value === undefined) return "";
    const isLong = (this.#rules.fields.get(key)?.maxLength ?? 0) >= LONG_CHARACTERS;
    return isLong ? withPlainLines(value) : value.replace(/\s+/g, " ");
  }

  /** A part of a name: people called Null and Na exist, so only what has no letter says nothing. */
  name(key: string): string {
    const value = this.#values(key).find((text) => /\p{L}/u.test(text));
    return value?.replace(/\s+/g, " ") ?? "";
  }

  /** Texts that are there, each short enough for its field. */
  texts<K extends string>(who: string, keys: readonly K[]): { [P in K]?: string } {
    const found: { [P in K]?: string } = {};
    for (const key of keys) {
      const value = this.text(`${who}.${key}`);
      if (value !== "" && this.#isShort(`${who}.${key}`, value)) found[key] = value;
    }
    return found;
  }

  present<K extends string>(key: K, value: string | null): { [P in K]?: string } {
    return value === null ? {} : ({ [key]: value } as { [P in K]?: string });
  }

  /** Longer texts keep their line breaks; several columns are several paragraphs. */
  paragraphs(key: string): string[] {
    return this.#values(key)
      .map(withPlainLines)
      .filter((value) => !isNothing(value) && this.#isShort(key, value));
  }

  keywords(key: string): string[] {
    return this.#values(key)
      .flatMap(splitKeywords)
      .filter((word) => this.#isShort(key, word));
  }

  emails(key: string): string[] {
    const found: string[] = [];
    for (const value of this.#values(key)) {
      if (isNothing(value)) continue;
      for (const address of splitEmails(value)) {
        if (isEmail(address)) found.push(address);
        else this.problem(`“${shortened(address)}” is not an e-mail address${this.#under(key)}.`);
      }
    }
    return found;
  }

  /** A phone without enough digits is left out: a row is not lost for `ask mum`. */
  phones(key: string, type?: PhoneType): IncomingPhone[] {
    const found: IncomingPhone[] = [];
    for (const text of this.#values(key).flatMap(splitPhones)) {
      const phone = this.#parsePhone(text);
      if (text.replace(/\D/g, "").length < MIN_PHONE_DIGITS || phone.number.length > MAX_PHONE_CHARACTERS) {
        this.notices.push(`“${shortened(text)}” is not a phone number and was left out.`);
        continue;
      }
      found.push({ ...phone, ...(type ? { type } : {}) });
    }
    return found;
  }

  e164(phone: string): string | null {
    return this.#parsePhone(phone).e164;
  }

  date(key: string): string | null {
    const text = this.text(key);
    if (text === "") return null;
    const { dateOrder, today } = this.#rules;
    const date = parseDate(text, dateOrder, Number(today.slice(0, 4)));
    if (date === null) {
      const example = dateOrder === "mdy" ? "04/30/2015" : "30/04/2015";
      this.problem(
        `“${shortened(text)}” is not a date${this.#under(key)}. Write it like 2015-04-30 or ${example}.`,
      );
    } else if (date > today) {
      this.problem(`“${shortened(text)}” lies in the future${this.#under(key)}.`);
    }
    return date;
  }

  gender(key: string): string | null {
    const text = this.text(key);
    if (text === "") return null;
    const gender = parseGender(text);
    if (gender === null) this.notices.push(`“${shortened(text)}” is not a gender we know and was left out.`);
    return gender;
  }

  country(key: string): string | null {
    const text = this.text(key);
    if (text === "") return null;
    const country = parseCountry(text);
    if (country === null)
      this.notices.push(`“${shortened(text)}” is not a country we know and was left out.`);
    return country;
  }

  customValues(entity: "family" | "student"): Record<string, string> {
    const values: Record<string, string> = {};
    for (const field of this.#rules.customFields) {
      const key = `${entity}.custom.${field.id}`;
      const text = field.entity === entity ? this.text(key) : "";
      const value = text === "" ? null : this.#customValue(field, key, text);
      if (value !== null) values[field.id] = value;
    }
    return values;
  }

  #customValue(field: CustomField, key: string, text: string): string | null {
    if (!this.#isShort(key, text)) return null;
    switch (field.fieldType) {
      case "text":
        return text;
      case "date":
        return this.date(key);
      case "number":
        return this.#oneOf(field, text, /^[+-]?\d+([.,]\d+)?$/.test(text) ? text.replace(",", ".") : null);
      case "yes_no":
        return this.#oneOf(field, text, parseYesNo(text));
      case "choice":
        return this.#oneOf(
          field,
          text,
          field.choices.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? null,
        );
    }
  }

  #oneOf(field: CustomField, text: string, value: string | null): string | null {
    if (value === null)
      this.notices.push(`“${shortened(text)}” does not fit the field “${field.label}” and was left out.`);
    return value;
  }

  #values(key: string): readonly string[] {
    const columns = this.#columns.get(key);
    if (!columns) return NOTHING;
    return columns.map(({ index }) => this.#cells[index] ?? "").filter((cell) => cell !== "");
  }

  #isShort(key: string, value: string): boolean {
    const max = this.#rules.fields.get(key)?.maxLength ?? 0;
    if (value.length <= max) return true;
    this.problem(
      `There are ${value.length.toLocaleString("en")} characters${this.#under(key)}; at most ${max.toLocaleString("en")} fit. Shorten it.`,
    );
    return false;
  }

  #under(key: string): string {
    const header = this.#columns.get(key)?.[0]?.header;
    return header ? ` (column “${header}”)` : "";
  }
}

function withPlainLines(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[^\S\n]+/g, " ");
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
