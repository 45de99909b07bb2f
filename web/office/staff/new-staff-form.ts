import { type Accessor, createSignal } from "solid-js";
import { createStaffInput } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm, type FormField } from "../../shared/form.ts";
import { announce } from "../audit/announce.ts";

/** How a new person comes by a password. */
export type Access = "invitation" | "password" | "none";

const blank = {
  firstName: "",
  lastName: "",
  username: "",
  email: "",
  phone: "",
  title: "",
  hiredOn: "",
  groupIds: [] as string[],
  password: "",
};
type Values = typeof blank;

const nullIfEmpty = (text: string) => (text === "" ? null : text);

function toInput(values: Values, access: Access) {
  return {
    ...values,
    email: nullIfEmpty(values.email),
    phone: nullIfEmpty(values.phone),
    title: nullIfEmpty(values.title),
    hiredOn: nullIfEmpty(values.hiredOn),
    invite: access === "invitation",
    password: access === "password" ? values.password : null,
  };
}

/** "Ana Lima" → "ana.lima". */
const suggested = (first: string, last: string) =>
  `${first}.${last}`
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, "")
    .replace(/^\.|\.$/g, "");

/** The form of a new person. The user name follows the name, until somebody types one of their own. */
export function createNewStaffForm(access: Accessor<Access>, onCreated: (id: string) => void) {
  const [isOwn, setIsOwn] = createSignal(false);
  const form = createForm({
    initial: blank,
    schema: {
      "~standard": {
        validate: (value: unknown) =>
          createStaffInput["~standard"].validate(toInput(value as Values, access())) as never,
      },
    },
    send: (input: object, idempotencyKey) =>
      api.post<{ id: string; change: Committed }>("/staff", input, { idempotencyKey }),
    onSaved: ({ id, change }) => {
      announce(change, "/staff");
      onCreated(id);
    },
  });
  const suggest = () => {
    if (!isOwn()) form.set("username", suggested(form.values.firstName, form.values.lastName));
  };
  const username = (): FormField => {
    const field = form.field("username");
    return {
      ...field,
      set: (value) => {
        setIsOwn(value !== "");
        field.set(value);
      },
    };
  };
  return { form, username, suggest };
}
