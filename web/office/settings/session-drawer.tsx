import { Show } from "solid-js";
import {
  type SessionRow,
  sessionInput,
  sessionKinds,
  updateSessionInput,
} from "../../../worker/domains/class-sessions/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { SHOWN_IN } from "./acts.ts";
import { sessionWords } from "./session-words.ts";

type SessionDrawerProps = {
  /** Without it a new one is made. */
  session?: SessionRow;
  onClose: () => void;
};

const dates = ["startsOn", "endsOn", "registrationStartsOn", "registrationEndsOn"] as const;

/** A date that was left empty is none. */
const withoutEmpty = (value: unknown) => {
  const typed = value as Record<string, unknown>;
  return { ...typed, ...Object.fromEntries(dates.map((date) => [date, typed[date] || null])) };
};

function createSessionForm({ session, onClose }: SessionDrawerProps) {
  const input = session ? updateSessionInput : sessionInput;
  const path = "/settings/sessions";
  return createForm({
    initial: {
      name: session?.name ?? "",
      kind: session?.kind ?? "rolling",
      version: session?.version,
      ...(Object.fromEntries(dates.map((date) => [date, session?.[date] ?? ""])) as Record<
        (typeof dates)[number],
        string
      >),
    },
    schema: {
      "~standard": {
        validate: (value: unknown) => input["~standard"].validate(withoutEmpty(value)) as never,
      },
    },
    send: (values: object, idempotencyKey) =>
      session
        ? api.patch<{ change: Committed | null }>(`${path}/${session.id}`, values, { idempotencyKey })
        : api.post<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, ...SHOWN_IN, "/enrollments", "/students", "/families");
      onClose();
    },
  });
}

export function SessionDrawer(props: SessionDrawerProps) {
  const { session } = props;
  const form = createSessionForm(props);
  const isLinked = (session?.classes ?? 0) > 0;
  const kinds = sessionKinds.map((kind) => ({ value: kind, label: sessionWords[kind].label }));
  const movedEnd = () =>
    session?.kind === "auto_drop" && session.endingWithIt > 0 && form.values.endsOn !== session.endsOn;
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={session ? `Edit ${session.name}` : "New session"}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {session ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
        <Select
          field={form.field("kind")}
          label="At its end"
          description={
            isLinked ? "Fixed, because classes are held in it already." : sessionWords[form.values.kind].atEnd
          }
          disabled={isLinked}
          options={kinds}
        />
        <div class="grid gap-4 sm:grid-cols-2">
          <DateInput field={form.field("startsOn")} label="First day" />
          <DateInput
            field={form.field("endsOn")}
            label="Last day"
            optional={form.values.kind === "ongoing"}
          />
        </div>
        <Show when={movedEnd()}>
          <p class="rounded-sm bg-warn-soft px-3 py-2 text-warn" role="status">
            {session?.endingWithIt === 1
              ? "1 enrollment ends with this session, and moves to the new last day."
              : `${formats().number(session?.endingWithIt ?? 0)} enrollments end with this session, and move to the new last day.`}
          </p>
        </Show>
        <div class="grid gap-4 sm:grid-cols-2">
          <DateInput field={form.field("registrationStartsOn")} label="Registration opens" optional />
          <DateInput field={form.field("registrationEndsOn")} label="Registration closes" optional />
        </div>
      </form>
    </Drawer>
  );
}
