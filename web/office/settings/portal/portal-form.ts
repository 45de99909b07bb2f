import { untrack } from "solid-js";
import {
  type PortalSettingsPage,
  updatePortalSettings,
} from "../../../../worker/domains/portal-settings/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { followRecord } from "../../../shared/follow-record.ts";
import { createForm } from "../../../shared/form.ts";
import { announce } from "../../audit/announce.ts";
import { numbersOf } from "../numbers.ts";
import { PORTAL_PATH } from "./portal-path.ts";

const NUMBERS = [
  "startsWithinDays",
  "absenceNoticeMinutes",
  "dropNoticeDays",
  "transferAheadDays",
  "holdMinutes",
] as const;

const schema = {
  "~standard": {
    validate: (value: unknown) =>
      updatePortalSettings["~standard"].validate(
        numbersOf(value as Record<string, unknown>, NUMBERS),
      ) as never,
  },
};

function toForm({ settings, version }: PortalSettingsPage): Record<string, unknown> {
  const typed = Object.fromEntries(NUMBERS.map((name) => [name, String(settings[name])]));
  return { ...settings, ...typed, version };
}

/** The settings of the portal as one form, saved at the version that it shows. */
export function createPortalForm(page: () => PortalSettingsPage) {
  const form = createForm({
    initial: untrack(() => toForm(page())),
    schema,
    send: (values: object, idempotencyKey) =>
      api.put<{ change: Committed | null }>(PORTAL_PATH, values, { idempotencyKey }),
    onSaved: ({ change }) => announce(change, PORTAL_PATH),
  });
  followRecord(
    form,
    () => page().version,
    () => toForm(page()),
  );
  return form;
}
export type PortalForm = ReturnType<typeof createPortalForm>;
