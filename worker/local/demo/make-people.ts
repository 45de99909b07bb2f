import { addDays } from "../../../tenant-schema/dates.ts";
import { fold, foldEmail } from "../../../tenant-schema/text.ts";
import { guardianNames, phoneFields, studentNames } from "../../domains/families/family-rows.ts";
import { EVERY, type Making } from "./demo-family.ts";
import { enroll } from "./enroll.ts";
import { ALLERGIES, FIRST_NAMES, GUARDIAN_NAMES, SCHOOLS, SHIRTS } from "./names.ts";

export function addGuardians(making: Making, lastName: string, otherName: string | null): void {
  const { random, id, familyId, rows, school, index, account } = making;
  const count = otherName !== null || random.chance(0.55) ? 2 : 1;
  for (let i = 0; i < count; i++) {
    const guardianId = id("guardian");
    const firstName = random.pick(GUARDIAN_NAMES);
    const name = i === 1 && otherName !== null ? otherName : lastName;
    const livesWithStudents = i === 0 || otherName === null;
    rows.guardians.push({
      id: guardianId,
      familyId,
      ...guardianNames(firstName, name),
      relationshipId: random.pick(account.relationshipIds),
      isPrimary: i === 0,
      position: i,
      livesWithStudents,
    });
    const address = fold(`${firstName}.${name}.${index}${i === 0 ? "" : "b"}@example.org`).replace(
      /[\s'’]/g,
      "",
    );
    rows.emails.push({
      id: id("email"),
      familyId,
      guardianId,
      address,
      addressFolded: foldEmail(address),
      isPrimary: i === 0,
    });
    // Some grandparents and some divorced couples share one number with another family.
    const line = index % EVERY.sharedPhone === 8 && i === 0 ? index - 1 : index * 2 + i;
    const phone = {
      number: school.phone(line),
      typeId: null,
      isPrimary: i === 0,
      textOptIn: random.chance(0.7),
    };
    rows.phones.push({ id: id("phone"), familyId, guardianId, ...phoneFields(phone, school.phoneRegion) });
  }
}

export function addStudents(making: Making, lastName: string, firstName: string | null): void {
  const { random, id, familyId, rows, account } = making;
  const count = 1 + (random.chance(0.45) ? 1 : 0) + (random.chance(0.12) ? 1 : 0);
  const enrolled = random.next();
  for (let i = 0; i < count; i++) {
    const gender = random.chance(0.62) ? "female" : "male";
    const studentId = id("student");
    const names = {
      firstName: i === 0 && firstName ? firstName : random.pick(FIRST_NAMES[gender]),
      lastName,
      preferredName: null,
    };
    const birthDate = addDays(account.today, -(700 + random.below(4_600)));
    rows.students.push({
      id: studentId,
      familyId,
      ...studentNames(names),
      birthDate,
      gender,
      school: random.chance(0.5) ? random.pick(SCHOOLS) : null,
      tShirtSize: random.pick(SHIRTS),
      allergies: random.chance(0.06) ? random.pick(ALLERGIES) : null,
      photoAllowed: random.chance(0.9),
    });
    enroll(making, { studentId, birthDate, gender }, i, enrolled);
  }
}
