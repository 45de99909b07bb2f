import * as z from "zod/mini";

// Input and output of the settings: wire, form and domain type at once.

const trimmed = (max: number) => z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`));
const required = (max: number, what: string) =>
  z.string().check(z.trim(), z.minLength(1, `Enter ${what}`), z.maxLength(max, `At most ${max} characters`));
/** Text that may be empty; an empty one is stored as nothing. */
const optional = (max: number) =>
  z.nullable(
    z.pipe(
      trimmed(max),
      z.transform((text: string) => (text === "" ? null : text)),
    ),
  );
const optionalEmail = z.nullable(
  z.pipe(
    trimmed(254).check(z.regex(/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/, "Enter an address such as name@example.org")),
    z.transform((text: string) => (text === "" ? null : text)),
  ),
);
const country = z.nullable(z.string().check(z.regex(/^[A-Z]{2}$/, "Choose a country")));
const id = z.string().check(z.minLength(5), z.maxLength(40));
const version = z.int().check(z.positive());
const ids = z.array(id).check(z.maxLength(500));

export const versionInput = z.object({ version });
/** All locations in the order they shall have. */
export const orderInput = z.object({ ids });

const place = {
  phone: z._default(optional(40), null),
  email: z._default(optionalEmail, null),
  addressLine1: z._default(optional(120), null),
  addressLine2: z._default(optional(120), null),
  city: z._default(optional(80), null),
  region: z._default(optional(80), null),
  postalCode: z._default(optional(20), null),
  country: z._default(country, null),
};

/** Who the school is. The first four also decide how the account reads dates, numbers and phones. */
export const businessFields = z.object({
  displayName: required(80, "the name of the business"),
  timeZone: required(60, "a time zone"),
  locale: required(35, "a language"),
  phoneRegion: z.string().check(z.regex(/^[A-Z]{2}$/, "Choose a country")),
  website: z._default(
    z.nullable(
      z.pipe(
        trimmed(200).check(z.regex(/^(https?:\/\/\S+)?$/, "Enter an address that begins with https://")),
        z.transform((text: string) => (text === "" ? null : text)),
      ),
    ),
    null,
  ),
  ...place,
});
export type BusinessFields = z.infer<typeof businessFields>;
/** Version 0: nothing was saved yet. */
export const updateBusinessInput = z.extend(businessFields, { version: z.int().check(z.nonnegative()) });
export type UpdateBusinessInput = z.infer<typeof updateBusinessInput>;

export interface Business {
  readonly business: BusinessFields & { readonly version: number };
  /** Fixed for an account: its URL name, its plan, its currency. */
  readonly account: { readonly urlName: string; readonly plan: string; readonly currency: string };
}

export const locationInput = z.object({
  name: required(60, "a name"),
  timeZone: required(60, "a time zone"),
  ...place,
  /** What families are told of it: where to park, which door. */
  portalText: z._default(optional(2_000), null),
  imageFileId: z._default(z.nullable(id), null),
});
export type LocationInput = z.infer<typeof locationInput>;
export const updateLocationInput = z.extend(locationInput, { version });

export interface LocationRow extends LocationInput {
  readonly id: string;
  readonly version: number;
}

export const listKinds = [
  "relationship",
  "referral_source",
  "email_type",
  "phone_type",
  "drop_reason",
] as const;
export type ListKind = (typeof listKinds)[number];

export const listItemInput = z.object({ kind: z.enum(listKinds), label: required(60, "a name") });
export type ListItemInput = z.infer<typeof listItemInput>;
export const renameListItemInput = z.object({ label: required(60, "a name"), version });
/** An entry in use is deleted only by saying which one takes its place. */
export const deleteListItemInput = z.object({ version, moveToId: z._default(z.nullable(id), null) });
export type DeleteListItemInput = z.infer<typeof deleteListItemInput>;

export interface ListItemRow {
  readonly id: string;
  readonly version: number;
  readonly kind: ListKind;
  readonly label: string;
}

export const orderListInput = z.object({ kind: z.enum(listKinds), ids });

/** How many records point at something; counted only so far, `atLeast` says that there are more. */
export interface Usage {
  readonly count: number;
  readonly atLeast: boolean;
}

export const keywordKinds = ["family", "student", "staff", "class"] as const;
export type KeywordKind = (typeof keywordKinds)[number];
/** Names of colours that every theme has in a readable shade. */
export const keywordColors = [
  "gray",
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "purple",
  "pink",
] as const;

const keyword = {
  label: required(40, "a name"),
  color: z._default(z.nullable(z.enum(keywordColors)), null),
};
export const keywordInput = z.object({ kind: z.enum(keywordKinds), ...keyword });
export type KeywordInput = z.infer<typeof keywordInput>;
export const updateKeywordInput = z.object({ ...keyword, version });

export interface KeywordRow {
  readonly id: string;
  readonly version: number;
  readonly kind: KeywordKind;
  readonly label: string;
  readonly color: string | null;
}

export const customFieldEntities = ["family", "student", "staff", "class"] as const;
export const customFieldTypes = ["text", "number", "date", "yes_no", "choice"] as const;

const customField = {
  label: required(60, "a name"),
  choices: z._default(z.array(required(80, "a choice")).check(z.maxLength(100, "At most 100 choices")), []),
  isRequired: z._default(z.boolean(), false),
  shownInPortal: z._default(z.boolean(), false),
};
export const customFieldInput = z.object({
  entity: z.enum(customFieldEntities),
  fieldType: z.enum(customFieldTypes),
  ...customField,
});
export type CustomFieldInput = z.infer<typeof customFieldInput>;
/** Whom a field is for and what it holds stay as they are: what people entered would no longer fit. */
export const updateCustomFieldInput = z.object({ ...customField, version });
export type UpdateCustomFieldInput = z.infer<typeof updateCustomFieldInput>;

export const orderCustomFieldsInput = z.object({ entity: z.enum(customFieldEntities), ids });

export interface CustomFieldRow extends CustomFieldInput {
  readonly id: string;
  readonly version: number;
}
