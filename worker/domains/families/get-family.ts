import { type Context, may, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { familyMoneyQuery } from "../ledger/get-family-money.ts";
import { familyPageQueries } from "./family-page-queries.ts";
import type { FamilyPage, FamilyStudent } from "./shapes.ts";

/**
 * Everything the family page shows, in one round trip. A family that was merged answers under its old id with the
 * family it went into; the page then shows that one's address.
 * @throws NotFound
 */
export async function getFamily(ctx: Context, familyId: string): Promise<FamilyPage> {
  requireRight(ctx, "families", "view");
  const seesMoney = may(ctx, "charges", "view");
  const found = await read(ctx, {
    ...familyPageQueries(familyId, today(ctx)),
    ...(seesMoney ? { money: familyMoneyQuery(ctx, familyId) } : {}),
  });
  const family = found.family[0];
  if (!family) {
    const mergedInto = found.redirect[0]?.toId;
    if (mergedInto) return getFamily(ctx, mergedInto);
    throw new NotFound("family");
  }
  const { suspensionReason, suspendedAt, suspendedBy, ...facts } = family;
  const suspension =
    suspendedAt === null
      ? null
      : { reason: suspensionReason as string, suspendedAt, suspendedBy: suspendedBy as string };
  return {
    family: { ...facts, suspension },
    guardians: found.guardians,
    emails: found.emails,
    phones: found.phones,
    students: found.students.map((student) =>
      may(ctx, "students", "view") ? student : withoutMedicalFacts(student),
    ),
    enrollments: found.enrollments,
    contacts: found.contacts,
    pickups: found.pickups,
    notes: found.notes,
    keywordIds: found.keywords.map((link) => link.keywordId),
    money: found.money?.[0] ?? null,
  };
}

/** Whoever may see families but not students sees who they are and nothing else. */
function withoutMedicalFacts(student: FamilyStudent): FamilyStudent {
  const hidden = {
    allergies: null,
    medications: null,
    medicalNotes: null,
    doctorName: null,
    doctorPhone: null,
    insuranceProvider: null,
    insurancePolicyNumber: null,
  };
  return { ...student, ...hidden };
}
