import { addDays } from "../../../tenant-schema/dates.ts";
import { fold, foldEmail } from "../../../tenant-schema/text.ts";
import { guardianNames, phoneFields, studentNames } from "../../domains/families/family-rows.ts";
import { BIG_CLASS_SIZE, EVERY, type Making } from "./demo-family.ts";
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
  const { random, id, familyId, rows, account, index } = making;
  const { classIds, today } = account;
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
    rows.students.push({
      id: studentId,
      familyId,
      ...studentNames(names),
      birthDate: addDays(today, -(700 + random.below(4_600))),
      gender,
      school: random.chance(0.5) ? random.pick(SCHOOLS) : null,
      tShirtSize: random.pick(SHIRTS),
      allergies: random.chance(0.06) ? random.pick(ALLERGIES) : null,
      photoAllowed: random.chance(0.9),
    });
    if (i === 0 && index < BIG_CLASS_SIZE) addEnrollment(making, studentId, classIds[0]!, -200, null);
    else if (enrolled < 0.7)
      addEnrollment(making, studentId, random.pick(classIds.slice(1)), -random.below(400), null);
    else if (enrolled < 0.8)
      addEnrollment(making, studentId, random.pick(classIds.slice(1)), -400, -20 - random.below(200));
    else if (enrolled < 0.84)
      addEnrollment(making, studentId, random.pick(classIds.slice(1)), 1 + random.below(20), null);
  }
}

function addEnrollment(
  making: Making,
  studentId: string,
  classId: string,
  startDays: number,
  endDays: number | null,
): void {
  making.rows.enrollments.push({
    id: making.id("enrollment"),
    studentId,
    classId,
    kind: "active",
    startsOn: addDays(making.account.today, startDays),
    endsOn: endDays === null ? null : addDays(making.account.today, endDays),
  });
}
