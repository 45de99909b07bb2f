import type { IsoDate } from "../../tenant-schema/dates.ts";

// The books of a school as one would keep them on paper: who owes what since when, and what money came and went.

export interface PlainLine {
  readonly family: string;
  readonly chargeOn: IsoDate;
  readonly dueOn: IsoDate;
  readonly category: string;
  readonly program: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  openMinor: number;
  /** The last day by effect on which there was more of it to pay than before. */
  grownOn: IsoDate;
  isVoid: boolean;
}

export type Method =
  | "Card"
  | "eCheck"
  | "Terminal"
  | "Cash"
  | "Check"
  | "Gift card"
  | "House credit"
  | "Other credit";

export interface PlainMoney {
  readonly family: string;
  readonly isCredit: boolean;
  readonly method: Method;
  readonly receivedOn: IsoDate;
  /** What it pays, the oldest first. */
  parts: { readonly line: PlainLine; minor: number; readonly on: IsoDate }[];
  unappliedMinor: number;
  grownOn: IsoDate;
}

/** Something that changed what a family owes, with the day it counts for and the day it was known. */
export interface PlainEntry {
  readonly family: string;
  readonly on: IsoDate;
  readonly knownOn: IsoDate;
  readonly minor: number;
  /** Of money that came or went; credits are not money. */
  readonly method: Method | null;
}

/** Money that was put on a program, or taken off it. */
export interface PlainUse {
  readonly on: IsoDate;
  readonly program: string;
  readonly method: Method;
  readonly minor: number;
}

export type NewLine = Pick<PlainLine, "category" | "program" | "netMinor" | "taxMinor">;
export type Target = { readonly line: PlainLine; readonly minor: number };

export class PlainBooks {
  today: IsoDate = "";
  readonly lines = new Map<string, PlainLine[]>();
  readonly money = new Map<string, PlainMoney[]>();
  readonly entries: PlainEntry[] = [];
  readonly uses: PlainUse[] = [];

  charge(
    family: string,
    dates: Pick<PlainLine, "chargeOn" | "dueOn">,
    lines: readonly NewLine[],
  ): PlainLine[] {
    const made = lines.map((line): PlainLine => {
      const openMinor = line.netMinor + line.taxMinor;
      return { family, ...dates, ...line, openMinor, grownOn: dates.chargeOn, isVoid: false };
    });
    this.#listOf(this.lines, family).push(...made);
    for (const line of made) this.#note(family, dates.chargeOn, line.openMinor);
    return made;
  }

  /** Takes a line back; what had paid it lies on account again. */
  void(line: PlainLine): void {
    for (const money of this.moneyOf(line.family)) {
      for (const part of money.parts.filter((one) => one.line === line))
        this.#takeOff(money, part, part.minor);
    }
    line.isVoid = true;
    this.#note(line.family, latest(this.today, line.grownOn), -line.openMinor);
    line.openMinor = 0;
  }

  receive(
    family: string,
    money: {
      readonly method: Method;
      readonly minor: number;
      readonly isCredit?: boolean;
      readonly on?: IsoDate;
    },
  ): PlainMoney {
    const { method, minor, isCredit = false, on = this.today } = money;
    const made = { family, isCredit, method, receivedOn: on, parts: [], unappliedMinor: minor, grownOn: on };
    this.#listOf(this.money, family).push(made);
    this.#note(family, on, -minor, isCredit ? null : method);
    return made;
  }

  /** What is due longest first, up to a day when one is named. */
  payOldest(money: PlainMoney, by: { readonly dueBy?: IsoDate; readonly on?: IsoDate } = {}): void {
    for (const line of this.openLines(money.family, by.dueBy)) this.pay(money, line, line.openMinor, by.on);
  }

  pay(money: PlainMoney, line: PlainLine, mostMinor: number, on: IsoDate = this.today): void {
    const minor = Math.min(mostMinor, line.openMinor, money.unappliedMinor);
    if (minor === 0) return;
    const day = latest(on, line.grownOn, money.grownOn);
    line.openMinor -= minor;
    money.unappliedMinor -= minor;
    money.parts.push({ line, minor, on: day });
    this.uses.push({ on: day, program: line.program, method: money.method, minor });
  }

  /** All that lies on a family's account pays what is open. */
  applyCredits(family: string): void {
    for (const money of this.moneyOf(family)) this.payOldest(money);
  }

  /** Money leaves the school, or a credit is taken back: what is on account first, then the newest of what it paid. */
  giveBack(money: PlainMoney, minor: number): void {
    for (const part of money.parts.toReversed()) {
      if (money.unappliedMinor >= minor) break;
      this.#takeOff(money, part, minor - money.unappliedMinor);
    }
    money.unappliedMinor -= minor;
    this.#note(money.family, latest(this.today, money.grownOn), minor, money.isCredit ? null : money.method);
  }

  /** The bank or the school takes all of it back that is left. */
  giveAllBack(money: PlainMoney): number {
    const minor = money.parts.reduce((sum, part) => sum + part.minor, money.unappliedMinor);
    for (const part of money.parts) this.#takeOff(money, part, part.minor);
    this.giveBack(money, minor);
    return minor;
  }

  /** Money that could not be given back after all, or was won in a dispute: it lies on account. */
  comeBack(money: PlainMoney, minor: number): void {
    money.unappliedMinor += minor;
    money.grownOn = latest(this.today, money.grownOn);
    this.#note(money.family, this.today, -minor, money.method);
  }

  openLines(family: string, dueBy: IsoDate = "9999-12-31"): PlainLine[] {
    const open = (this.lines.get(family) ?? []).filter((line) => line.openMinor > 0 && line.dueOn <= dueBy);
    return open.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  }

  /** By the day it was received, then as it was written down. */
  moneyOf(family: string): PlainMoney[] {
    const own = this.money.get(family) ?? [];
    return own.toSorted((a, b) => (a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : 0));
  }

  /** What each family owed on a day, less what it had on account, as known at the end of another. */
  balances(on: IsoDate, knownOn: IsoDate = "9999-12-31"): Map<string, number> {
    const balances = new Map<string, number>();
    for (const entry of this.entries) {
      if (entry.on > on || entry.knownOn > knownOn) continue;
      balances.set(entry.family, (balances.get(entry.family) ?? 0) + entry.minor);
    }
    return balances;
  }

  #takeOff(money: PlainMoney, part: PlainMoney["parts"][number], mostMinor: number): void {
    const minor = Math.min(mostMinor, part.minor);
    if (minor === 0) return;
    const { line } = part;
    const day = latest(this.today, part.on);
    part.minor -= minor;
    money.parts = money.parts.filter((one) => one.minor > 0);
    money.unappliedMinor += minor;
    line.openMinor += minor;
    line.grownOn = latest(line.grownOn, day);
    money.grownOn = latest(money.grownOn, day);
    this.uses.push({ on: day, program: line.program, method: money.method, minor: -minor });
  }

  #note(family: string, on: IsoDate, minor: number, method: Method | null = null): void {
    if (minor !== 0) this.entries.push({ family, on, knownOn: this.today, minor, method });
  }

  #listOf<T>(lists: Map<string, T[]>, family: string): T[] {
    const list = lists.get(family) ?? [];
    lists.set(family, list);
    return list;
  }
}

export function latest(...days: readonly IsoDate[]): IsoDate {
  return days.toSorted().at(-1)!;
}
