export type StepId = "guardian" | "contact" | "address" | "students" | "check";

export type Step = {
  id: StepId;
  label: string;
  /** Said below the heading of the step. */
  hint: string;
  /** Whether a field is asked for in this step. */
  owns: (path: string) => boolean;
};

const contact = /^guardians\.\d+\.(emails|phones)/;

export const steps: Step[] = [
  {
    id: "guardian",
    label: "Guardian",
    hint: "The person the school speaks to first. Others can be added now or later.",
    owns: (path) => path.startsWith("guardians") && !contact.test(path),
  },
  {
    id: "contact",
    label: "Contact",
    hint: "How the school reaches them. A shared address or number may mean that the family is here already.",
    owns: (path) => contact.test(path),
  },
  {
    id: "address",
    label: "Address & extras",
    hint: "The family's name, where it lives, and what your school wants to know.",
    owns: (path) => !path.startsWith("guardians") && !path.startsWith("students"),
  },
  {
    id: "students",
    label: "Students",
    hint: "Who takes part. Health and everything else can be added on the family page.",
    owns: (path) => path.startsWith("students"),
  },
  { id: "check", label: "Check", hint: "Look it over, then save.", owns: () => false },
];
