import { A } from "@solidjs/router";
import { type JSX, Match, Show, Switch } from "solid-js";
import { deactivateInput, type StaffPage } from "../../../worker/domains/staff/schemas.ts";
import { TEACHING_DAYS, type Teaching } from "../../../worker/domains/staff/values.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { plural } from "../../shared/format/names.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { SkeletonText } from "../../shared/ui/skeleton.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";

type DeactivateDialogProps = { person: StaffPage["person"]; path: string; onClose: () => void };

export function DeactivateDialog(props: DeactivateDialogProps) {
  const form = createForm({
    initial: { reason: "", version: props.person.version },
    schema: deactivateInput,
    send: (values, idempotencyKey) =>
      api.post<{ change: Committed }>(`${props.path}/deactivate`, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, "/staff");
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      onClose={props.onClose}
      title={`Deactivate ${props.person.firstName} ${props.person.lastName}`}
      description="Signs the person out everywhere, at once. Requests and conversations that were theirs are free for others. Groups and rights stay as they are for the day they come back."
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="danger" busy={form.submitting()}>
            Deactivate
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Taught staffId={props.person.id} path={props.path} />
        <TextInput
          field={form.field("reason")}
          label="Why"
          description="For colleagues who look at this page later."
          maxLength={500}
          autofocus
        />
      </form>
    </Dialog>
  );
}

/** What goes on under the name of somebody who is not there any more, with the way to where it is changed. */
function Taught(props: { staffId: string; path: string }) {
  const teaching = createQuery<Teaching>(() => `${props.path}/teaching`, { staleMs: 0 });
  return (
    <div class="min-h-10" aria-live="polite">
      <Switch fallback={<SkeletonText width={260} />}>
        <Match when={teaching.error()}>{(error) => <p class="text-bad">{error().message}</p>}</Match>
        <Match when={teaching.data()}>
          {(found) => <TaughtText found={found()} staffId={props.staffId} />}
        </Match>
      </Switch>
    </div>
  );
}

function TaughtText(props: { found: Teaching; staffId: string }) {
  const all = () => props.found;
  return (
    <Show when={all().classes + all().standsIn > 0} fallback={<p class="text-ink-2">Teaches no class.</p>}>
      <Show when={all().classes > 0}>
        <p>
          Teaches{" "}
          <LinkIf when={can("classes")} href={`/classes?instructor=${props.staffId}`}>
            {plural(all().classes, "class", "classes")}
          </LinkIf>{" "}
          in {plural(all().slots, "weekly slot")}, with{" "}
          <LinkIf when={can("classes")} href={`/calendar?instructor=${props.staffId}`}>
            {plural(all().meetings, "meeting")}
          </LinkIf>{" "}
          in the next {TEACHING_DAYS} days. They stay with this person until they are given to somebody else.
        </p>
      </Show>
      <Show when={all().standsIn > 0}>
        <p>Stands in for others at {plural(all().standsIn, "meeting")}.</p>
      </Show>
    </Show>
  );
}

function LinkIf(props: { when: boolean; href: string; children: JSX.Element }) {
  return (
    <Show when={props.when} fallback={props.children}>
      <A class="link" href={props.href}>
        {props.children}
      </A>
    </Show>
  );
}
