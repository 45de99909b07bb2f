import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { AnonymousActor, Context, GuardianActor } from "../../kernel/context.ts";
import { Conflict, Forbidden } from "../../kernel/errors.ts";
import { addFamily } from "../families/create-family.ts";
import { duplicateQuery, groupDuplicates, probeOf } from "../families/find-duplicates.ts";
import { missingReferences, referencesLive, refuseMissing } from "../families/references.ts";
import { type CreateFamilyInput, createFamilyInput } from "../families/schemas.ts";
import type { PossibleDuplicate } from "../families/shapes.ts";
import { addLogin, joinFamily } from "../family-sessions/add-login.ts";
import { type Proof, proofQuery, proofUnusable, spendProof } from "../family-sessions/codes.ts";
import { type Arrival, addSession, asPerson, type Entered } from "../family-sessions/enter.ts";
import { loginIdByEmail, loginQuery } from "../family-sessions/login-queries.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { CONNECT_WORDS } from "../online-activity/request-words.ts";
import { portalSettingsOf, portalSettingsQuery } from "../portal-settings/settings-query.ts";
import {
  type AttemptCount,
  countAttempt,
  MAX_PER_LOGIN,
  refuseTooMany,
  subjectOf,
} from "../staff-sessions/login-attempts.ts";
import { requireGoodPassword } from "../staff-sessions/password-rules.ts";
import { hashPassword } from "../staff-sessions/passwords.ts";
import type { CreateAccountInput } from "./schemas.ts";

/**
 * Creates a family that is new to the school, with its guardian, students and log-in, tells staff, and signs in: all in
 * one commit. Whoever the school seems to know is asked first what to do; no name of another family is ever told.
 * @throws Precondition `proof_unusable` | `password_weak`, Forbidden `no_new_accounts`, Conflict `family_known`
 */
export async function createAccount(
  ctx: Context<AnonymousActor>,
  input: CreateAccountInput,
  from: Arrival,
): Promise<Entered> {
  const proof = await proved(ctx, input.proof);
  const family = familyOf(input, proof.email);
  const references = { homeLocationId: input.homeLocationId, referralSourceId: input.referralSourceId };
  const found = await ctx.database.read({
    login: loginQuery(loginIdByEmail(proof.email)),
    matches: duplicateQuery(probeOf(family), ctx.account.phoneRegion),
    missing: missingReferences(Object.values(references)),
    settings: portalSettingsQuery(),
  });
  if (!portalSettingsOf(found.settings).takesNewAccounts) throw noNewAccounts();
  refuseMissing(found.missing, references);
  const suspects = groupDuplicates(found.matches);
  if (suspects.length > 0 && input.knownAnswer === null) throw familyKnown();
  requireGoodPassword(input.password, [proof.email, `${input.firstName} ${input.lastName}`]);
  const name = `${input.firstName} ${input.lastName}`;
  const { id, add } = addLogin(
    ctx,
    found.login[0] ?? null,
    proof.email,
    hashPassword(input.password, from.pepper),
  );
  const person = asPerson(ctx, { id, name });
  const change = new Change(person, {
    action: "families.sign_up",
    summary: `Created the family ${family.name} in the family portal`,
    right: null,
  });
  spendProof(change, proof, ctx.nowMs);
  change.guard("row_living", referencesLive(Object.values(references)));
  const familyId = newId("family", ctx.nowMs);
  const asked = input.knownAnswer === "ask_to_join" && suspects.length > 0;
  const [guardian] = addFamily(person, change, familyId, family, reviewReason(asked, suspects));
  add(change);
  joinFamily(change, ctx.nowMs, { loginId: id, familyId, guardianId: guardian!.id, role: "owner" });
  const entry = { familyId, role: "owner", guardianName: name } as const;
  const entered = await addSession(person, change, { id, email: proof.email }, entry, from);
  tellStaff({ ...ctx, actor: entered.actor }, change, family, suspects, asked);
  try {
    await commit(person, change);
  } catch (error) {
    throw error instanceof GuardFailed && error.guard === "token_unused" ? proofUnusable() : error;
  }
  return entered;
}

/** Counted, so that a mailbox of one's own is no way to ask for the phones of others. */
async function proved(ctx: Context<AnonymousActor>, text: string): Promise<Proof> {
  const { found } = await ctx.database.read({ found: await proofQuery(text, ctx.nowMs) });
  const proof = found[0];
  if (!proof) throw proofUnusable();
  const statements = [countAttempt(await subjectOf("new-family", proof.email), ctx.nowMs)];
  const [[count]] = (await ctx.database.commit({ statements })) as [[AttemptCount]];
  refuseTooMany(count, MAX_PER_LOGIN, ctx.nowMs);
  return proof;
}

function familyOf(input: CreateAccountInput, email: string): CreateFamilyInput {
  const { firstName, lastName, phone, wantsNews, wantsTexts, students } = input;
  const { addressLine1, addressLine2, city, region, postalCode, homeLocationId, referralSourceId } = input;
  const guardian = {
    firstName,
    lastName,
    isPrimary: true,
    emails: [{ address: email, isPrimary: true, bulkOptIn: wantsNews }],
    phones: [{ number: phone, isPrimary: true, textOptIn: wantsTexts }],
  };
  return createFamilyInput.parse({
    ...{
      name: lastName,
      addressLine1,
      addressLine2,
      city,
      region,
      postalCode,
      homeLocationId,
      referralSourceId,
    },
    guardians: [guardian],
    students,
  });
}

function reviewReason(asked: boolean, suspects: readonly PossibleDuplicate[]): string {
  if (asked) return "Created in the family portal; asks to be joined with a family that is here already";
  if (suspects.length > 0) return "Created in the family portal; may be here already";
  return "Created in the family portal";
}

function tellStaff(
  ctx: Context<GuardianActor>,
  change: Change,
  family: CreateFamilyInput,
  suspects: readonly PossibleDuplicate[],
  asked: boolean,
): void {
  const children = family.students.map(({ firstName }) => firstName).join(", ");
  const [likely] = suspects;
  const perhaps = likely ? `, perhaps the family ${likely.familyName}` : "";
  addActivity(change, ctx, {
    kind: "new_account",
    nature: asked ? "request" : "info",
    summary: asked
      ? `${ctx.actor.name} created an account with ${children} and asks to be joined with the family ${likely!.familyName}`
      : `${ctx.actor.name} created an account with ${children}${perhaps}`,
    facts: {
      suspects: suspects.map(({ familyId, familyName, reasons }) => ({
        id: familyId,
        name: familyName,
        reasons,
      })),
    },
    ...(asked && { told: CONNECT_WORDS }),
  });
}

function noNewAccounts(): Forbidden {
  return new Forbidden(
    "no_new_accounts",
    "The school takes no new accounts online at the moment. Please contact the school.",
  );
}

function familyKnown(): Conflict {
  return new Conflict(
    "family_known",
    "It looks as if the school knows your family already, under another e-mail. Ask the school to connect you, or go on as a new family.",
  );
}
