import { type SQL, sql } from "drizzle-orm";
import type { NotificationChannel, NotificationTopic } from "../notification-choices/schemas.ts";
import { guardianNumber, guardianWants, staffNumber, staffWants } from "../push/chain.ts";
import { optedOutAddress, suppressedAddress } from "../suppressions/suppressed.ts";
import type { CampaignClass } from "./schemas.ts";

/**
 * One row a log-in of the families: by push where the person has a device and wants it, else by text, else by mail, each
 * only as they chose. A person is told once, on whichever of their devices, and not once a device or family.
 */
export function guardianDevices(subjects: SQL, reach: { readonly class: CampaignClass }): SQL {
  const topic: NotificationTopic = reach.class === "marketing" ? "news" : "schedule";
  const login = sql`l.id`;
  const wants = (channel: NotificationChannel) => guardianWants(login, topic, channel);
  const number = guardianNumber(sql`fl.guardian_id`, sql`s.family_id`);
  const mayMail = sql`not ${suppressedAddress(sql`l.email_folded`, reach.class)}
    ${reach.class === "marketing" ? sql`and not ${optedOutAddress(sql`l.email_folded`)}` : sql``}`;
  const device = sql`exists (select 1 from living_push_subscriptions d where d.login_id = l.id)`;
  return sql`select y.subject_id, y.family_id, y.guardian_id, y.student_id, y.class_id, null as staff_id, y.login_id, y.name,
      case when y.login_id is null then '' when y.via = 'sms' then y.number else y.email end as address,
      coalesce(y.via, 'push') as via, coalesce('login ' || y.login_id, 'family ' || y.family_id) as key,
      case when y.login_id is null then 'no_login' when y.via is null then 'not_chosen' end as reason
    from (select s.id as subject_id, s.family_id, fl.guardian_id, s.student_id, s.class_id, l.id as login_id,
        coalesce((select trim(g.first_name || ' ' || g.last_name) from guardians g where g.id = fl.guardian_id), f.name) as name,
        l.email as email, ${number} as number,
        case when l.id is null then null when ${device} and ${wants("push")} then 'push'
          when ${wants("sms")} and ${number} is not null then 'sms'
          when ${wants("email")} and ${mayMail} then 'email' end as via
      from (${subjects}) s join families f on f.id = s.family_id
      left join living_family_logins fl on fl.family_id = s.family_id and fl.role <> 'pickup_only'
      left join living_logins l on l.id = fl.login_id) y`;
}

/** Staff by the same chain, which ends with a mail: what concerns their work is told in some way. */
export function staffDevices(subjects: SQL): SQL {
  const id = sql`w.id`;
  const device = sql`(exists (select 1 from living_push_subscriptions d where d.staff_id = w.id)
    and ${staffWants(id, "push")})`;
  const number = sql`case when ${staffWants(id, "sms")} then ${staffNumber(id)} end`;
  const mail = sql`(coalesce(w.email, '') <> '' and not ${suppressedAddress(sql`w.email_folded`, "transactional")})`;
  return sql`select y.subject_id, null as family_id, null as guardian_id, null as student_id, null as class_id, y.staff_id,
      null as login_id, y.name, case when y.via = 'sms' then y.number else y.email end as address, coalesce(y.via, 'push') as via,
      'staff ' || y.staff_id as key, case when y.via is null then 'no_address' end as reason
    from (select s.id as subject_id, s.staff_id, trim(w.first_name || ' ' || w.last_name) as name,
        coalesce(w.email, '') as email, ${number} as number,
        case when ${device} then 'push' when ${number} is not null then 'sms' when ${mail} then 'email' end as via
      from (${subjects}) s join staff w on w.id = s.staff_id) y`;
}
