import { type SQL, sql } from "drizzle-orm";

/** One kind of record of a family: which columns, and where from (with the family's rows picked out). */
interface Section {
  readonly columns: string;
  readonly from: (familyId: SQL) => SQL;
}

const ofFamily = (table: string) => (familyId: SQL) =>
  sql`${sql.identifier(table)} t where t.family_id = ${familyId} and t.deleted_at is null order by t.id`;
const ofStudents = (table: string) => (familyId: SQL) =>
  sql`living_students s cross join ${sql.identifier(table)} t on t.student_id = s.id
    where s.family_id = ${familyId} and t.deleted_at is null order by t.id`;

/**
 * Everything a family is handed when it asks for its data. What staff wrote for themselves is not part of it, nor what
 * would open an account: no hashes, no references of the payment processor.
 */
export const SECTIONS: Readonly<Record<string, Section>> = {
  family: {
    columns:
      "id name address_line1 address_line2 city region postal_code country preferred_locale created_at",
    from: (familyId) => sql`living_families t where t.id = ${familyId}`,
  },
  guardians: {
    columns:
      "id first_name last_name is_primary may_pick_up lives_with_students birth_date employer created_at",
    from: ofFamily("guardians"),
  },
  emails: { columns: "id guardian_id address is_primary bulk_opt_in", from: ofFamily("emails") },
  phones: { columns: "id guardian_id number is_primary text_opt_in", from: ofFamily("phones") },
  students: {
    columns: `id first_name last_name preferred_name birth_date gender school school_grade t_shirt_size allergies
      medications medical_notes doctor_name doctor_phone insurance_provider insurance_policy_number photo_allowed created_at`,
    from: ofFamily("students"),
  },
  emergencyContacts: {
    columns: "id student_id name relationship phone second_phone may_pick_up",
    from: ofFamily("emergency_contacts"),
  },
  pickups: {
    columns: "id student_id name relationship phone valid_until",
    from: (familyId) =>
      sql`pickups t where t.family_id = ${familyId} and t.kind = 'authorised' and t.deleted_at is null order by t.id`,
  },
  enrollments: {
    columns: "id student_id class_id kind starts_on ends_on wait_state created_at",
    from: ofStudents("enrollments"),
  },
  attendance: {
    columns: "student_id class_id slot_id meets_on status is_excused is_reported",
    from: ofStudents("attendance"),
  },
  makeupTokens: {
    columns: "id student_id origin state class_id meets_on issued_on expires_on enrollment_id",
    from: ofStudents("makeup_tokens"),
  },
  charges: {
    columns: "id number title charge_on due_on source voided_on",
    from: ofFamily("charges"),
  },
  chargeLines: {
    columns: `id charge_id kind description student_id enrollment_id period_from period_to base_minor discount_minor
      net_minor tax_minor total_minor voided_on`,
    from: ofFamily("charge_lines"),
  },
  payments: {
    columns:
      "id number kind method title amount_minor received_on status settled_on closed_on card_brand last4",
    from: ofFamily("payments"),
  },
  refunds: {
    columns: "id number payment_id amount_minor refunded_on method status",
    from: ofFamily("refunds"),
  },
  paymentMethods: {
    columns: "id kind brand last4 expires_month expires_year holder is_primary autopay_at",
    from: ofFamily("payment_methods"),
  },
  policyAnswers: {
    columns: "id policy_id policy_version_id student_id answer answered_at answered_by",
    from: ofFamily("policy_answers"),
  },
  requestsAndActivity: {
    columns:
      "id kind nature state student_id class_id summary concerns_on happened_at decided_at decision_text",
    from: ofFamily("activity_items"),
  },
};

export function columnNames({ columns }: Section): string[] {
  return columns.split(/\s+/).filter(Boolean);
}
