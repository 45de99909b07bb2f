import { sql } from "drizzle-orm";
import { flag, json, select } from "../../../control-plane/query.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import { alongside, type Context, type GuardianActor, lend, requireRole } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { livingById } from "../../kernel/records.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import { recordsOf } from "./family-records.ts";
import type { SaveOwnGuardianInput, UpdateOwnFamilyInput } from "./own-schemas.ts";
import type { OwnEmail, OwnGuardian, OwnPhone, OwnProfile } from "./own-shapes.ts";
import { saveGuardian } from "./save-guardian.ts";
import { updateFamily } from "./update-family.ts";

/** An address that somebody signs in to this family with. */
const isLogin = sql`exists (select 1 from living_family_logins fl join living_logins l on l.id = fl.login_id
  where fl.family_id = e.family_id and l.email_folded = e.address_folded)`;

/** Address, guardians, and how they are reached. */
export async function getOwnProfile(ctx: Context<GuardianActor>): Promise<OwnProfile> {
  const { familyId } = ctx.actor;
  const text = (column: string) => sql<string | null>`${sql.identifier(column)}`;
  const found = await read(ctx, {
    family: select(
      {
        version: sql<number>`version`,
        name: sql<string>`name`,
        addressLine1: text("address_line1"),
        addressLine2: text("address_line2"),
        city: text("city"),
        region: text("region"),
        postalCode: text("postal_code"),
        country: text("country"),
      },
      sql`from living_families where id = ${familyId}`,
    ),
    guardians: select(
      {
        id: sql<string>`g.id`,
        version: sql<number>`g.version`,
        firstName: sql<string>`g.first_name`,
        lastName: sql<string>`g.last_name`,
        relationship: sql<string | null>`(select r.label from list_items r where r.id = g.relationship_id)`,
        isPrimary: flag(sql`g.is_primary`),
      },
      sql`from living_guardians g where g.family_id = ${familyId} order by g.is_primary desc, g.position, g.id`,
    ),
    emails: select(
      {
        guardianId: sql<string | null>`e.guardian_id`,
        email: json<OwnEmail>(sql`json_object('id', e.id, 'address', e.address, 'typeId', e.type_id,
          'isPrimary', json(iif(e.is_primary, 'true', 'false')), 'bulkOptIn', json(iif(e.bulk_opt_in, 'true', 'false')),
          'isLogin', json(iif(${isLogin}, 'true', 'false')))`),
      },
      sql`from living_emails e where e.family_id = ${familyId} order by e.is_primary desc, e.id`,
    ),
    phones: select(
      {
        guardianId: sql<string | null>`p.guardian_id`,
        phone: json<OwnPhone>(sql`json_object('id', p.id, 'number', p.number, 'typeId', p.type_id,
          'isPrimary', json(iif(p.is_primary, 'true', 'false')), 'textOptIn', json(iif(p.text_opt_in, 'true', 'false')))`),
      },
      sql`from living_phones p where p.family_id = ${familyId} order by p.is_primary desc, p.id`,
    ),
  });
  const guardians = found.guardians.map(
    (guardian): OwnGuardian => ({
      ...guardian,
      emails: found.emails.filter((one) => one.guardianId === guardian.id).map(({ email }) => email),
      phones: found.phones.filter((one) => one.guardianId === guardian.id).map(({ phone }) => phone),
    }),
  );
  return { family: found.family[0]!, guardians };
}

/** @throws Conflict */
export async function updateOwnFamily(
  ctx: Context<GuardianActor>,
  input: UpdateOwnFamilyInput,
): Promise<{ readonly id: string }> {
  requireRole(ctx, "payer");
  await updateFamily(telling(ctx), ctx.actor.familyId, input);
  return { id: ctx.actor.familyId };
}

/**
 * Saves a guardian with e-mails and phones. An address that somebody signs in with stays: it is proved anew where
 * log-ins are changed, never replaced in passing. @throws NotFound, Precondition `login_address`, Conflict
 */
export async function saveOwnGuardian(
  ctx: Context<GuardianActor>,
  guardianId: string,
  input: SaveOwnGuardianInput,
): Promise<{ readonly id: string }> {
  requireRole(ctx, "payer");
  const { familyId } = ctx.actor;
  const found = await read(ctx, {
    guardian: livingById("guardians", guardianId),
    emails: recordsOf("emails", [familyId]),
    logins: select(
      { emailFolded: sql<string>`l.email_folded` },
      sql`from living_family_logins fl join living_logins l on l.id = fl.login_id where fl.family_id = ${familyId}`,
    ),
  });
  const guardian = found.guardian[0];
  if (guardian?.familyId !== familyId) throw new NotFound("guardian");
  const kept = new Set(input.emails.map(({ address }) => foldEmail(address)));
  const logins = new Set(found.logins.map(({ emailFolded }) => emailFolded));
  const lost = found.emails.find(
    (one) => one.guardianId === guardianId && logins.has(one.addressFolded) && !kept.has(one.addressFolded),
  );
  if (lost) throw loginAddress(lost.address);
  const { relationshipId, isPrimary, mayPickUp, livesWithStudents, birthDate, employer } = guardian;
  const facts = { relationshipId, isPrimary, mayPickUp, livesWithStudents, birthDate, employer };
  await saveGuardian(telling(ctx), familyId, guardianId, { ...facts, ...input });
  return { id: guardianId };
}

function telling(ctx: Context<GuardianActor>): Context<GuardianActor> {
  return alongside(lend(ctx, "families"), (change) => {
    addActivity(change, ctx, { kind: "profile_changed", nature: "info", summary: change.options.summary });
  });
}

function loginAddress(address: string): Precondition {
  const message = `${address} is used to sign in. Change it under Log-in and access, where the new address is checked first.`;
  return new Precondition("login_address", message, [{ path: "emails", message }]);
}
