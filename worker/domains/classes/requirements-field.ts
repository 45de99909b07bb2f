import { type SQL, sql } from "drizzle-orm";
import { json } from "../../../control-plane/query.ts";
import type { ClassRequirements } from "./eligibility.ts";

/** Whom a class is for, as one column. `of` is the name that `classes` has in the query. */
export function requirementsField(of: SQL): SQL<ClassRequirements> {
  return json<ClassRequirements>(sql`json_object('gender', ${of}.gender, 'schoolGrade', ${of}.school_grade,
    'minAgeYears', ${of}.min_age_years, 'minAgeMonths', ${of}.min_age_months, 'minAgeDays', ${of}.min_age_days,
    'maxAgeYears', ${of}.max_age_years, 'maxAgeMonths', ${of}.max_age_months, 'maxAgeDays', ${of}.max_age_days)`);
}
