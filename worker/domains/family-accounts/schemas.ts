import * as z from "zod/mini";

// What a family that is new to the school tells of itself in the portal.

const required = (max: number, what: string) =>
  z.string().check(z.trim(), z.minLength(1, `Enter ${what}`), z.maxLength(max, `At most ${max} characters`));
const optional = (max: number) =>
  z._default(z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`)), "");
const choice = z._default(z.nullable(z.string().check(z.minLength(5), z.maxLength(40))), null);

export const newStudent = z.object({
  firstName: required(80, "a first name"),
  lastName: required(80, "a last name"),
  birthDate: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, "Enter the date of birth")),
  gender: z._default(z.nullable(z.enum(["female", "male", "other"])), null),
});

/** What somebody says whom the school seems to know already. */
export const knownAnswers = ["ask_to_join", "is_new"] as const;

export const createAccountInput = z.object({
  proof: z.string().check(z.minLength(1), z.maxLength(200)),
  password: z
    .string()
    .check(z.minLength(8, "At least 8 characters"), z.maxLength(200, "At most 200 characters")),
  firstName: required(80, "your first name"),
  lastName: required(80, "your last name"),
  phone: z.string().check(z.trim(), z.minLength(3, "Enter a phone number"), z.maxLength(40)),
  addressLine1: optional(120),
  addressLine2: optional(120),
  city: optional(80),
  region: optional(80),
  postalCode: optional(20),
  homeLocationId: choice,
  referralSourceId: choice,
  students: z.array(newStudent).check(z.minLength(1, "Add at least one student"), z.maxLength(10)),
  wantsNews: z._default(z.boolean(), false),
  wantsTexts: z._default(z.boolean(), false),
  isAdult: z.literal(true, { error: "An account is for adults. Ask a parent or guardian to create it." }),
  knownAnswer: z._default(z.nullable(z.enum(knownAnswers)), null),
});
export type CreateAccountInput = z.infer<typeof createAccountInput>;

/** What the form for a new family offers. */
export interface AccountOptions {
  readonly takesNewAccounts: boolean;
  readonly referralSources: readonly { readonly id: string; readonly label: string }[];
}

/** What staff are told with a new account: families of the school that it may be. */
export const newAccountFacts = z.object({
  suspects: z.array(
    z.object({ id: z.string(), name: z.string(), reasons: z.array(z.enum(["email", "phone", "student"])) }),
  ),
});
