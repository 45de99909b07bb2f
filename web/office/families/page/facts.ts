import type { FamilyFields, StudentInput } from "../../../../worker/domains/families/schemas.ts";
import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import { api } from "../../../shared/api.ts";
import { filledValues } from "../forms/custom-value-fields.tsx";
import type { Written } from "./family-room.ts";
import { familyPath } from "./opening.ts";
import type { EditableFact, FactValue } from "./save-fact.ts";

type TextKeys<T> = { [K in keyof T]: T[K] extends string | null ? K : never }[keyof T] & string;
type Fields = Readonly<Record<string, unknown>>;

const patchFamily = (page: FamilyPage, fields: Fields) =>
  api.patch<Written>(familyPath(page.family.id), { ...fields, version: page.family.version });

const withFamily = (page: FamilyPage, fields: Fields): FamilyPage => ({
  ...page,
  family: { ...page.family, ...fields, version: page.family.version + 1 },
});

export const familyFact = (key: TextKeys<FamilyFields>, label: string): EditableFact => ({
  label,
  read: (page) => page.family[key],
  apply: (page, value) => withFamily(page, { [key]: value }),
  send: (page, value) => patchFamily(page, { [key]: value }),
});

const withValue = (values: Record<string, string>, id: string, value: FactValue) =>
  filledValues({ ...values, [id]: value ?? "" });

export const familyCustomFact = (id: string, label: string): EditableFact => ({
  label,
  read: (page) => page.family.customValues[id] ?? null,
  apply: (page, value) => withFamily(page, { customValues: withValue(page.family.customValues, id, value) }),
  send: (page, value) => patchFamily(page, { customValues: withValue(page.family.customValues, id, value) }),
});

const studentIn = (page: FamilyPage, studentId: string) =>
  page.students.find((student) => student.id === studentId);

const withStudent = (page: FamilyPage, studentId: string, fields: Fields): FamilyPage => ({
  ...page,
  students: page.students.map((student) =>
    student.id === studentId ? { ...student, ...fields, version: student.version + 1 } : student,
  ),
});

const patchStudent = (page: FamilyPage, studentId: string, fields: Fields) =>
  api.patch<Written>(`/students/${studentId}`, { ...fields, version: studentIn(page, studentId)?.version });

export const studentFact = (studentId: string, key: TextKeys<StudentInput>, label: string): EditableFact => ({
  label,
  read: (page) => studentIn(page, studentId)?.[key] ?? null,
  apply: (page, value) => withStudent(page, studentId, { [key]: value }),
  send: (page, value) => patchStudent(page, studentId, { [key]: value }),
});

const answers = { yes: true, no: false };

/** Whether photos are allowed: a question that may be unanswered. */
export const photoFact = (studentId: string): EditableFact => ({
  label: "Photos",
  read: (page) => {
    const allowed = studentIn(page, studentId)?.photoAllowed ?? null;
    return allowed === null ? null : allowed ? "yes" : "no";
  },
  apply: (page, value) => withStudent(page, studentId, { photoAllowed: toAnswer(value) }),
  send: (page, value) => patchStudent(page, studentId, { photoAllowed: toAnswer(value) }),
});

const toAnswer = (value: FactValue) => (value === "yes" || value === "no" ? answers[value] : null);

export const studentCustomFact = (studentId: string, id: string, label: string): EditableFact => {
  const values = (page: FamilyPage) => studentIn(page, studentId)?.customValues ?? {};
  return {
    label,
    read: (page) => values(page)[id] ?? null,
    apply: (page, value) =>
      withStudent(page, studentId, { customValues: withValue(values(page), id, value) }),
    send: (page, value) =>
      patchStudent(page, studentId, { customValues: withValue(values(page), id, value) }),
  };
};
