import { Show } from "solid-js";
import { isIsoDate } from "../../../../tenant-schema/dates.ts";
import type { GrantTokensInput } from "../../../../worker/domains/makeups/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { announcePlaces } from "../../enrollments/announce-places.ts";

type GrantValues = { count: string; expiry: string; expiresOn: string; comment: string };

const counts = Array.from({ length: 20 }, (_, index) => String(index + 1));
const expiries = [
  { value: "rule", label: "By the school's rule" },
  { value: "day", label: "On a day" },
  { value: "never", label: "Never" },
];

/** Makeups given by hand, with the reason that the ledger keeps. */
export default function GrantDialog(props: { studentId: string; studentName: string; onClose: () => void }) {
  const form = createForm<GrantValues, GrantTokensInput, { change: Committed }>({
    initial: { count: "1", expiry: "rule", expiresOn: "", comment: "" },
    schema: { "~standard": { validate: (value) => toInput(value as GrantValues) } },
    send: (input, idempotencyKey) => api.post("/makeups/tokens", input, { idempotencyKey }),
    onSaved({ change }) {
      announcePlaces([change]);
      props.onClose();
    },
  });

  function toInput({ count, expiry, expiresOn, comment }: GrantValues) {
    const issues = [
      ...(expiry === "day" && !isIsoDate(expiresOn)
        ? [{ message: "Enter a day such as 3/14/2027", path: ["expiresOn"] }]
        : []),
      ...(comment.trim() ? [] : [{ message: "Say why", path: ["comment"] }]),
    ];
    if (issues.length > 0) return { issues };
    return {
      value: {
        studentId: props.studentId,
        count: Number(count),
        ...(expiry === "rule" ? {} : { expiresOn: expiry === "day" ? expiresOn : null }),
        programIds: null,
        locationId: null,
        comment: comment.trim(),
      },
    };
  }

  return (
    <Dialog
      open
      size="narrow"
      title={`Grant makeups to ${props.studentName}`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Grant
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <div class="grid gap-3 sm:grid-cols-2">
          <Select
            field={form.field("count")}
            label="How many"
            options={counts.map((value) => ({ value, label: value }))}
          />
          <Select field={form.field("expiry")} label="Expires" options={expiries} />
        </div>
        <Show when={form.values.expiry === "day"}>
          <DateInput field={form.field("expiresOn")} label="Last day to use it" />
        </Show>
        <TextArea field={form.field("comment")} label="Reason" rows={2} maxLength={500} />
      </form>
    </Dialog>
  );
}
