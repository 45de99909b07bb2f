import { addDays } from "../../../tenant-schema/dates.ts";

// Double-entry books as one would keep them on paper: a list of entries that only grows, and sums over all of it.

export interface Entry {
  readonly kind: string;
  readonly debit: string;
  readonly credit: string;
  readonly minor: number;
  readonly family: number;
  readonly line: PlainLine | null;
  readonly payment: PlainPayment | null;
  readonly on: string;
  readonly at: number;
}

export interface PlainLine {
  readonly charge: PlainCharge;
  readonly net: number;
  readonly tax: number;
  isVoid: boolean;
  id: string;
}
export interface PlainCharge {
  readonly family: number;
  readonly number: number;
  readonly on: string;
  readonly due: string;
  readonly lines: PlainLine[];
  id: string;
}
export interface PlainPayment {
  readonly family: number;
  readonly kind: "payment" | "credit";
  readonly method: string;
  readonly minor: number;
  readonly on: string;
  readonly number: number;
  isClosed: boolean;
  refunded: number;
  id: string;
}

export class PlainBooks {
  entries: Entry[] = [];
  charges: PlainCharge[] = [];
  payments: PlainPayment[] = [];
  lockedThrough = "";
  today: string;
  at: number;

  constructor(today: string, at: number) {
    this.today = today;
    this.at = at;
  }

  /** The same books in other hands. */
  copy(): PlainBooks {
    const { entries, charges, payments } = structuredClone({
      ...{ entries: this.entries, charges: this.charges, payments: this.payments },
    });
    const { today, at, lockedThrough } = this;
    return Object.assign(new PlainBooks(today, at), { entries, charges, payments, lockedThrough });
  }

  get lines(): PlainLine[] {
    return this.charges.flatMap((charge) => charge.lines);
  }

  pass(days: number): void {
    this.today = addDays(this.today, days);
    this.at += days * 86_400_000;
  }

  enter(entry: Omit<Entry, "at">): void {
    if (entry.minor > 0) this.entries.push({ ...entry, at: this.at });
  }

  open(line: PlainLine, until = "9999", knownAt = Number.POSITIVE_INFINITY): number {
    return this.sum(
      (e) => e.line === line && e.on <= until && e.at <= knownAt,
      (e) => side(e, "receivable"),
    );
  }

  unapplied(payment: PlainPayment, until = "9999", knownAt = Number.POSITIVE_INFINITY): number {
    return -this.sum(
      (e) => e.payment === payment && e.on <= until && e.at <= knownAt,
      (e) => side(e, "unapplied"),
    );
  }

  applied(payment: PlainPayment, line: PlainLine): number {
    return this.sum(
      (e) => e.payment === payment && e.line === line,
      (e) => (e.kind === "allocation" ? e.minor : -e.minor),
    );
  }

  /** The last day on which a line or a payment became more. */
  grown(what: PlainLine | PlainPayment): string {
    const more = this.entries.filter(
      (e) =>
        (e.line === what && e.debit === "receivable") || (e.payment === what && e.credit === "unapplied"),
    );
    return latest("", ...more.map((e) => e.on));
  }

  /** What pays what now, the newest first. */
  parts(
    payment: PlainPayment,
  ): { readonly line: PlainLine; readonly minor: number; readonly lastOn: string }[] {
    const own = this.entries.filter((e) => e.payment === payment && e.line !== null);
    const newest = new Map<PlainLine, number>();
    own.forEach((e, i) => {
      if (e.kind === "allocation") newest.set(e.line!, i);
    });
    return [...newest]
      .sort((a, b) => b[1] - a[1])
      .map(([line]) => {
        const lastOn = latest(...own.filter((e) => e.line === line).map((e) => e.on));
        return { line, minor: this.applied(payment, line), lastOn };
      })
      .filter((part) => part.minor > 0);
  }

  owed(family: number, counts: (entry: Entry) => boolean = () => true): number {
    return this.sum(
      (e) => e.family === family && counts(e),
      (e) => side(e, "receivable") + side(e, "unapplied"),
    );
  }

  sum(which: (entry: Entry) => boolean, much: (entry: Entry) => number): number {
    let total = 0;
    for (const entry of this.entries) if (which(entry)) total += much(entry);
    return total;
  }

  apply(payment: PlainPayment, line: PlainLine, minor: number, on: string): void {
    const day = latest(on, this.grown(line), this.grown(payment));
    const what = { kind: "allocation", debit: "unapplied", credit: "receivable" };
    this.enter({ ...what, minor, family: line.charge.family, line, payment, on: day });
  }

  takeOff(payment: PlainPayment, line: PlainLine, minor: number, on: string): void {
    const lastOn = this.parts(payment).find((part) => part.line === line)?.lastOn ?? on;
    const what = { kind: "deallocation", debit: "receivable", credit: "unapplied" };
    this.enter({ ...what, minor, family: line.charge.family, line, payment, on: latest(on, lastOn) });
  }

  voidLine(line: PlainLine, on: string): void {
    for (const payment of this.payments) {
      const minor = this.applied(payment, line);
      if (minor > 0) this.takeOff(payment, line, minor, on);
    }
    const day = latest(on, this.grown(line));
    const common = { family: line.charge.family, line, payment: null, credit: "receivable", on: day };
    this.enter({ ...common, kind: "charge_void", debit: "revenue", minor: line.net });
    this.enter({ ...common, kind: "tax_void", debit: "tax", minor: line.tax });
    line.isVoid = true;
  }

  money(payment: PlainPayment, kind: string, minor: number, on: string, comesIn: boolean): void {
    const source = payment.kind === "credit" ? "credit_given" : "cash";
    const [debit, credit] = comesIn ? [source, "unapplied"] : ["unapplied", source];
    this.enter({
      kind,
      debit: debit!,
      credit: credit!,
      minor,
      family: payment.family,
      line: null,
      payment,
      on,
    });
  }

  /** Open lines of a family, what is due longest first. */
  openLines(family: number): PlainLine[] {
    const byDue = (a: PlainLine, b: PlainLine) =>
      a.charge.due < b.charge.due ? -1 : a.charge.due > b.charge.due ? 1 : a.charge.number - b.charge.number;
    return this.lines.filter((line) => line.charge.family === family && this.open(line) > 0).sort(byDue);
  }

  payOldest(family: number, money: readonly PlainPayment[], on: string): number {
    let paid = 0;
    for (const line of this.openLines(family)) {
      for (const payment of money) {
        const minor = Math.min(this.open(line), this.unapplied(payment));
        if (minor > 0) this.apply(payment, line, minor, on);
        paid += minor;
      }
    }
    return paid;
  }

  /** Whether a payment would be below nothing on some day from `on` if so much of it left then. */
  wouldLack(payment: PlainPayment, minor: number, on: string): boolean {
    const days = [on, ...this.entries.filter((e) => e.payment === payment && e.on > on).map((e) => e.on)];
    return days.some((day) => this.unapplied(payment, day) < minor);
  }
}

function side(entry: Entry, account: string): number {
  return (entry.debit === account ? entry.minor : 0) - (entry.credit === account ? entry.minor : 0);
}

export function latest(...days: readonly string[]): string {
  return days.toSorted().at(-1) ?? "";
}
