import { type SQL, sql } from "drizzle-orm";
import {
  byDefault,
  type NotificationChannel,
  type NotificationTopic,
} from "../notification-choices/schemas.ts";

// The chain by which somebody is told: push, else text, else mail, each only where they want it and it can reach them.

/** Whether a guardian wants to be told of a topic in a way. */
export function guardianWants(loginId: SQL, topic: NotificationTopic, channel: NotificationChannel): SQL {
  return sql`coalesce((select n.is_on from living_notification_choices n where n.login_id = ${loginId}
    and n.topic = ${topic} and n.channel = ${channel}), ${sql.raw(byDefault(topic, channel) ? "1" : "0")}) = 1`;
}

/** The number at which a guardian may be texted; their first, if it is one of those. */
export function guardianNumber(guardianId: SQL, familyId: SQL): SQL {
  return sql`(select p.e164 from phones p where p.guardian_id = ${guardianId} and p.family_id = ${familyId}
    and p.deleted_at is null and p.text_opt_in = 1 and p.e164 is not null
    and not exists (select 1 from stopped_numbers x where x.e164 = p.e164) order by p.is_primary desc, p.id limit 1)`;
}

/** Whether a member of staff wants it: push wherever they have a device, texts only when they say so. */
export function staffWants(staffId: SQL, channel: "push" | "sms"): SQL {
  return sql`coalesce((select n.is_on from living_staff_notification_choices n where n.staff_id = ${staffId}
    and n.channel = ${channel}), ${sql.raw(channel === "push" ? "1" : "0")}) = 1`;
}

/** The number at which a member of staff may be texted: whoever wrote STOP is not. */
export function staffNumber(staffId: SQL): SQL {
  return sql`(select y.phone_e164 from staff y where y.id = ${staffId}
    and not exists (select 1 from stopped_numbers x where x.e164 = y.phone_e164)
    and not exists (select 1 from phones p where p.e164 = y.phone_e164 and p.deleted_at is null and p.text_opt_in = 0))`;
}
