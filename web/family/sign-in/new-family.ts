import { createAccountWords } from "../words/create-account.ts";
import { checked } from "./required.ts";

export interface NewStudentValues {
  firstName: string;
  lastName: string;
  birthDate: string;
  gender: string;
}

export interface NewFamilyValues {
  firstName: string;
  lastName: string;
  phone: string;
  addressLine1: string;
  city: string;
  region: string;
  postalCode: string;
  homeLocationId: string;
  referralSourceId: string;
  students: NewStudentValues[];
  password: string;
  isAdult: boolean;
  wantsNews: boolean;
  wantsTexts: boolean;
}

export const noStudent = (lastName = ""): NewStudentValues => ({
  firstName: "",
  lastName,
  birthDate: "",
  gender: "",
});

export const noFamily = (homeLocationId: string): NewFamilyValues => ({
  ...{ firstName: "", lastName: "", phone: "", addressLine1: "", city: "", region: "", postalCode: "" },
  ...{ homeLocationId, referralSourceId: "", students: [noStudent()] },
  ...{ password: "", isAdult: false, wantsNews: false, wantsTexts: false },
});

/** Which step a field is on. */
export function stepOf(path: string): number {
  if (path.startsWith("students")) return 2;
  return ["password", "isAdult", "wantsNews", "wantsTexts"].includes(path) ? 3 : 1;
}

export const newFamilySchema = checked((values: NewFamilyValues) => {
  const missing = createAccountWords().missing;
  const without = (text: string, message: string) => text.trim() === "" && message;
  const students = values.students.flatMap((student, i) => [
    [`students.${i}.firstName`, without(student.firstName, missing.studentFirst)] as const,
    [`students.${i}.lastName`, without(student.lastName, missing.studentLast)] as const,
    [`students.${i}.birthDate`, !/^\d{4}-\d{2}-\d{2}$/.test(student.birthDate) && missing.birthDate] as const,
  ]);
  return {
    firstName: without(values.firstName, missing.firstName),
    lastName: without(values.lastName, missing.lastName),
    phone: values.phone.replace(/\D/g, "").length < 5 && missing.phone,
    homeLocationId: without(values.homeLocationId, missing.location),
    ...Object.fromEntries(students),
    password: [...values.password].length < 8 && missing.password,
    isAdult: !values.isAdult && missing.adult,
  };
});

/** What is sent: an empty choice is none. */
export function toInput(values: NewFamilyValues, proof: string, knownAnswer: string | null) {
  return {
    ...values,
    proof,
    knownAnswer,
    homeLocationId: values.homeLocationId || null,
    referralSourceId: values.referralSourceId || null,
    students: values.students.map((student) => ({ ...student, gender: student.gender || null })),
  };
}
