// What the catalogue answers, for the wire and the screens.
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { AgeLimits } from "../class-ages/schemas.ts";
import type { Reason } from "../classes/eligibility.ts";
import type { RateBasis } from "../pricing/rules.ts";
import type { Registration } from "./registration.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A weekly slot as it is now, or as it will be first. */
export interface CatalogueSlot {
  readonly slotId: string;
  /** 1 is Monday. */
  readonly weekday: number;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly instructorIds: readonly string[];
  /** Null where the school shows only whether there is a place. */
  readonly openings: number | null;
  readonly isFull: boolean;
}

/** What a child who comes to the whole class pays, without the discounts of a family that nobody knows yet. */
export interface CataloguePrice {
  /** A whole month, tax included. */
  readonly monthMinor: number;
  /** What the price is for; with anything but `flat` a month costs as much as it has meetings. */
  readonly basis: RateBasis;
  /** A meeting or an hour; null where the price is flat or a table. */
  readonly unitMinor: number | null;
  /** What is due for the rest of the month with the first meeting that can be booked. */
  readonly first: {
    readonly startsOn: IsoDate;
    readonly amountMinor: number;
    readonly meetings: number;
    readonly explanation: readonly string[];
  } | null;
  readonly explanation: readonly string[];
}

/** A class as anybody may see it. */
export interface CatalogueClass {
  readonly id: string;
  readonly name: string;
  readonly locationId: string;
  readonly programId: string | null;
  readonly levelId: string | null;
  readonly imageFileId: string | null;
  readonly gender: "female" | "male" | null;
  readonly schoolGrade: string | null;
  readonly ages: AgeLimits;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate | null;
  readonly slots: readonly CatalogueSlot[];
  /** Families may come to some of the weekly slots. */
  readonly takesSomeSlots: boolean;
  /** Null where the school shows only whether there is a place. */
  readonly openings: number | null;
  readonly isFull: boolean;
  readonly registration: Registration;
  readonly nextMeeting: { readonly onDate: IsoDate; readonly startMinute: number } | null;
  readonly monthMinor: number | null;
}

/** What the filters choose from: only what is there. */
export interface CatalogueOptions {
  readonly locations: readonly Named[];
  readonly programs: readonly Named[];
  readonly levels: readonly (Named & { readonly color: string | null })[];
  /** First names only. */
  readonly instructors: readonly Named[];
}

export interface Catalogue {
  readonly classes: readonly CatalogueClass[];
  /** How many there are without any filter. */
  readonly total: number;
  readonly options: CatalogueOptions;
}

export interface CatalogueMeeting {
  readonly slotId: string;
  readonly onDate: IsoDate;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly isMoved: boolean;
  /** Why it does not take place: a cancellation's reason or the name of what closes the day; "" when nobody said. */
  readonly cancelled: string | null;
}

/** What a family can do about a class. */
export interface ClassActions {
  readonly register: boolean;
  /** Staff decide before anything is final. */
  readonly asksFirst: boolean;
  readonly trial: boolean;
  readonly singleDay: boolean;
  readonly waitlist: boolean;
}

/** The page of one class. */
export interface CataloguePage {
  readonly class: CatalogueClass;
  readonly description: string | null;
  readonly options: CatalogueOptions;
  readonly sessionName: string | null;
  readonly meetings: readonly CatalogueMeeting[];
  readonly price: CataloguePrice | null;
  /** What is charged once or yearly beside tuition. */
  readonly fees: readonly {
    readonly name: string;
    readonly amountMinor: number;
    readonly per: "family" | "student";
    /** Between two charges; null: once. */
    readonly months: number | null;
    /** Another amount is charged where somebody's earliest class is at another location. */
    readonly byLocation: boolean;
  }[];
  /** What must be accepted before somebody comes. */
  readonly policies: readonly { readonly id: string; readonly title: string }[];
  readonly waiting: number;
  readonly actions: ClassActions;
}

/** Why a child may not take a class; the screens have the words. */
export interface WhyNot {
  readonly code: Reason["code"] | "already_enrolled" | "waits_already";
  /** The day from which it is no longer so, where that follows from the birth date. */
  readonly untilOn: IsoDate | null;
}

export interface Child {
  readonly id: string;
  readonly firstName: string;
  readonly birthDate: IsoDate | null;
}

/** One child before one class. */
export interface ChildChoice extends Child {
  /** As of the first day on which somebody may begin; empty when the child may take it. */
  readonly whyNot: readonly WhyNot[];
  /** The first of the days offered on which nothing is in the way; null: none of them. */
  readonly fitsFrom: IsoDate | null;
  readonly registration: Registration;
  readonly actions: ClassActions;
}

/** What the family may choose for a class. */
export interface ClassChoices {
  readonly children: readonly ChildChoice[];
  /** Days on which somebody may begin, each with the slots that meet. */
  readonly starts: readonly { readonly onDate: IsoDate; readonly slotIds: readonly string[] }[];
}

/** How a class lies to what a child has done so far. */
export type LevelFit = "next" | "same" | "other";

export interface FoundClass extends CatalogueClass {
  /** The children who may take it. */
  readonly fits: readonly string[];
  readonly levelFit: LevelFit;
}

/** Classes that begin together at one place, at least one for each child. */
export interface SiblingMatch {
  readonly locationId: string;
  readonly weekday: number;
  readonly startMinute: number;
  readonly children: readonly { readonly studentId: string; readonly classIds: readonly string[] }[];
}

export interface Found {
  readonly children: readonly Child[];
  readonly classes: readonly FoundClass[];
  readonly together: readonly SiblingMatch[];
  /** Classes that none of them may take, with the reasons of each. */
  readonly others: readonly {
    readonly class: CatalogueClass;
    readonly why: readonly { readonly studentId: string; readonly whyNot: readonly WhyNot[] }[];
  }[];
  readonly options: CatalogueOptions;
}
