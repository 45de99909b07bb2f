import type { Schema } from "../../shared/form.ts";

type Check<Values> = (values: Values) => Readonly<Record<string, string | false>>;

/** Says what is missing, in the language of the page; the server judges the rest. So no schema library is loaded here. */
export function checked<Values extends object>(check: Check<Values>): Schema<Values> {
  return {
    "~standard": {
      validate(value) {
        const values = value as Values;
        const issues = Object.entries(check(values)).flatMap(([path, message]) =>
          message === false ? [] : [{ path: path.split("."), message }],
        );
        return issues.length > 0 ? { issues } : { value: values };
      },
    },
  };
}

export const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
