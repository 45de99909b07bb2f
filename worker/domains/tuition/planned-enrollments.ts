import { type SQL, sql } from "drizzle-orm";
import type { IsoDate } from "../../../tenant-schema/dates.ts";

/** Enrollments as an act would leave them that is not committed yet. */
export interface PlannedEnrollments {
  /** What ends on which day; null for what will never have been. */
  readonly ended: readonly { readonly id: string; readonly endsOn: IsoDate | null }[];
  readonly begun: readonly {
    readonly id: string;
    readonly studentId: string;
    readonly classId: string;
    readonly startsOn: IsoDate;
    readonly endsOn: IsoDate | null;
    readonly slotIds: readonly string[] | null;
    readonly createdAtMs: number;
    /** Left out: active, as the class is usually billed, without a code. */
    readonly kind?: "active" | "single_day";
    readonly classTuitionId?: string | null;
    readonly promoCodeId?: string | null;
  }[];
}

/** Stands for the table `enrollments` of some families, which a subselect names by `id`, as if the act were done. */
export function enrollmentsAsPlanned(families: SQL, { ended, begun }: PlannedEnrollments): SQL {
  return sql`(select e.id, e.student_id, e.class_id, e.kind, e.starts_on,
      case when p.key is null then e.ends_on else p.value ->> 'endsOn' end as ends_on, e.created_at, e.slot_ids,
      e.class_tuition_id, e.tuition_override_minor, e.override_expires_on, e.override_reason, e.promo_code_id, e.deleted_at
    from ${families} f cross join students s on s.family_id = f.id
      cross join enrollments e on e.student_id = s.id
      left join json_each(${JSON.stringify(ended)}) p on p.value ->> 'id' = e.id
    where p.key is null or p.value ->> 'endsOn' is not null
    union all select value ->> 'id', value ->> 'studentId', value ->> 'classId', coalesce(value ->> 'kind', 'active'),
      value ->> 'startsOn', value ->> 'endsOn', value ->> 'createdAtMs', value -> 'slotIds', value ->> 'classTuitionId',
      null, null, null, value ->> 'promoCodeId', null
    from json_each(${JSON.stringify(begun)}))`;
}
