import { type OnboardingInput, onboardingInput } from "../../../worker/enterprise/onboarding/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";

const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
const region = new Intl.Locale(locale).maximize().region ?? "US";

const blank = {
  name: "",
  urlName: "",
  timeZone,
  locale,
  currency: "USD",
  phoneRegion: region,
  engine: "d1" as "d1" | "libsql",
  database: { url: "", token: "" },
  owner: { firstName: "", lastName: "", email: "" },
  groupId: "",
  templateAccountId: "",
  contactPhone: "",
  place: "",
};
type Values = typeof blank;

function toInput({ engine, database, groupId, templateAccountId, ...values }: Values): unknown {
  return {
    ...values,
    database: engine === "d1" ? "pool" : { url: database.url.trim(), token: database.token.trim() || null },
    groupId: groupId || null,
    templateAccountId: templateAccountId || null,
  };
}

/** "Shoreline Gym & Dance" → "shoreline-gym-dance". */
export const suggestedName = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/, "");

export function createOnboardingForm(onStarted: (id: string) => void) {
  return createForm({
    initial: blank,
    schema: {
      "~standard": {
        validate: (value: unknown) =>
          onboardingInput["~standard"].validate(toInput(value as Values)) as never,
      },
    },
    send: (input: OnboardingInput, idempotencyKey) =>
      api.post<{ id: string }>("/onboardings", input, { idempotencyKey }),
    onSaved: ({ id }) => onStarted(id),
  });
}

// A browser may stand in a zone that is not in its own list, such as UTC.
export const timeZones = [...new Set([...Intl.supportedValuesOf("timeZone"), timeZone])].sort();
export const currencies = Intl.supportedValuesOf("currency");
