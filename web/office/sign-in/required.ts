import type { Schema } from "../../shared/form.ts";

/** The log-in needs no more than "not empty", so it does not load the schema library. */
export function requireText<Values extends Record<string, string>>(messages: Values): Schema<Values> {
  return {
    "~standard": {
      validate(value) {
        const values = value as Values;
        const issues = Object.entries(messages)
          .filter(([name]) => !values[name]?.trim())
          .map(([name, message]) => ({ path: [name], message }));
        return issues.length > 0 ? { issues } : { value: values };
      },
    },
  };
}
