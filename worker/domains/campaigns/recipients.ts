import { type SQL, sql } from "drizzle-orm";
import { optedOutAddress, suppressedAddress } from "../suppressions/suppressed.ts";
import { guardianDevices, staffDevices } from "./push-recipients.ts";
import type { AudienceList, CampaignChannel, CampaignClass } from "./schemas.ts";
import type { Grain } from "./variables.ts";

export interface Reach {
  readonly channel: CampaignChannel;
  readonly class: CampaignClass;
  readonly list: AudienceList;
  /** What is written to once: an address, or an address for each student, or for each class of each student. */
  readonly grain: Grain;
}

/**
 * Everybody whom some subjects stand for, with the address and why somebody is skipped (`why`). Written to once is
 * `key`; who comes to an address first has it, the others are duplicates.
 */
export function recipientsOf(subjects: SQL, reach: Reach): SQL {
  const found = reach.list === "staff" ? ofStaff(subjects, reach) : ofFamilies(subjects, reach);
  return sql`select r.*, coalesce(r.reason, iif(r.turn > 1, 'duplicate', null)) as why from (
    select q.*, row_number() over (partition by q.key, q.reason is null, q.reason order by q.subject_id, q.name) as turn
    from (${found}) q) r where r.reason is null or r.turn = 1`;
}

function ofFamilies(subjects: SQL, reach: Reach): SQL {
  switch (reach.channel) {
    case "email":
      return addresses(subjects, reach, {
        join: sql`left join emails m on m.family_id = s.family_id and m.deleted_at is null`,
        address: sql`m.address`,
        folded: sql`m.address_folded`,
        reason: sql`case when m.id is null then 'no_address'
          ${reach.class === "marketing" ? sql`when ${optedOutAddress(sql`m.address_folded`)} then 'opted_out'` : sql``}
          when ${suppressedAddress(sql`m.address_folded`, reach.class)} then 'suppressed' end`,
      });
    case "sms":
      return addresses(subjects, reach, {
        join: sql`left join phones m on m.family_id = s.family_id and m.deleted_at is null and m.e164 is not null`,
        address: sql`m.e164`,
        folded: sql`m.e164`,
        reason: sql`case when m.id is null then 'no_address' when ${isStopped(sql`m.e164`)} then 'stopped'
          when m.text_opt_in = 0 then 'opted_out' end`,
      });
    case "push":
      return guardianDevices(subjects, reach);
  }
}

/** Whoever wrote STOP is texted by nobody, whatever a record says. */
export function isStopped(e164: SQL): SQL {
  return sql`exists (select 1 from stopped_numbers x where x.e164 = ${e164})`;
}

interface Source {
  readonly join: SQL;
  readonly address: SQL;
  readonly folded: SQL;
  readonly reason: SQL;
}

function addresses(subjects: SQL, reach: Reach, { join, address, folded, reason }: Source): SQL {
  return sql`select s.id as subject_id, s.family_id, m.guardian_id, s.student_id, s.class_id, null as staff_id,
      null as login_id, coalesce((select trim(g.first_name || ' ' || g.last_name) from guardians g
        where g.id = m.guardian_id), f.name) as name,
      coalesce(${address}, '') as address, ${reach.channel} as via,
      coalesce(${folded}${grained(reach.grain)}, 'family ' || s.family_id) as key, ${reason} as reason
    from (${subjects}) s join families f on f.id = s.family_id ${join}`;
}

/** What makes one mail a student, or one a class of a student, of one an address. */
export function grained(grain: Grain): SQL {
  if (grain === "address") return sql``;
  const student = sql` || ' ' || coalesce(s.student_id, '')`;
  return grain === "student" ? student : sql`${student} || ' ' || coalesce(s.class_id, '')`;
}

/** Staff are written to as what they are: opting out is about families; what bounced or was suppressed still counts. */
function ofStaff(subjects: SQL, reach: Reach): SQL {
  if (reach.channel === "push") return staffDevices(subjects);
  const isMail = reach.channel === "email";
  const address = isMail ? sql`w.email` : sql`w.phone_e164`;
  const folded = isMail ? sql`w.email_folded` : sql`w.phone_e164`;
  const skipped = isMail
    ? sql`when ${suppressedAddress(sql`w.email_folded`, reach.class)} then 'suppressed'`
    : sql`when ${isStopped(sql`w.phone_e164`)} then 'stopped'`;
  return sql`select s.id as subject_id, null as family_id, null as guardian_id, null as student_id, null as class_id,
      s.staff_id, null as login_id, trim(w.first_name || ' ' || w.last_name) as name, coalesce(${address}, '') as address,
      ${reach.channel} as via, coalesce(nullif(${folded}, ''), 'staff ' || w.id) as key,
      case when coalesce(${address}, '') = '' then 'no_address' ${skipped} end as reason
    from (${subjects}) s join staff w on w.id = s.staff_id`;
}
