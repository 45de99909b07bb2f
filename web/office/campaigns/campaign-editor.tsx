import { For, Show } from "solid-js";
import type { CampaignPage as Page } from "../../../worker/domains/campaigns/shapes.ts";
import { can } from "../../shared/session.ts";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { LeaveGuard } from "../../shared/ui/leave-guard.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { Attachments } from "./attachments.tsx";
import { BodyField } from "./body-field.tsx";
import { CampaignPreviewPane } from "./campaign-preview.tsx";
import { stateNames } from "./campaign-words.ts";
import { createEditing, type Editing } from "./editing.ts";
import { SendBar } from "./send-bar.tsx";

const classes = [
  { value: "marketing", label: "News and offers: only to those who want them" },
  { value: "transactional", label: "What they must know: a closure, a class, a payment" },
];

/** Write, look at it as each recipient reads it, and say when it goes out. */
export function CampaignEditor(props: { page: Page; onChanged: () => void }) {
  const editing = createEditing(() => props.page);
  const { form } = editing;
  const channels = () => [
    ...(can("campaigns", "full")
      ? [
          { value: "email", label: "E-mail" },
          { value: "push", label: "Push, else text or mail as each person chose" },
        ]
      : []),
    ...(can("mass_text", "full") ? [{ value: "sms", label: "Text" }] : []),
  ];
  return (
    <div class="pb-12">
      <PageHeader
        title="Write to many"
        actions={<Pill tone={stateNames[props.page.state].tone}>{stateNames[props.page.state].label}</Pill>}
      />
      <LeaveGuard dirty={form.dirty()} what="what you wrote" />
      <p class="px-4 pb-4 text-ink-2 sm:px-6">
        For <strong class="font-semibold text-ink">{props.page.audienceText}</strong>
      </p>
      <div class="grid gap-8 px-4 sm:px-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
          <ErrorSummary form={form} />
          <div class="grid gap-4 sm:grid-cols-2">
            <Select field={form.field("channel")} label="Send as" options={channels()} />
            <Select field={form.field("class")} label="About" options={classes} />
          </div>
          <Words editing={editing} />
          <Show when={form.values.channel === "email"}>
            <Attachments editing={editing} onChanged={props.onChanged} />
          </Show>
          <Checkbox
            field={form.field("isFrozen")}
            label="Only to those who are on the list now"
            description="Otherwise the list is read again when it is sent, so whoever joins until then is told as well."
          />
          <SendBar editing={editing} onChanged={props.onChanged} />
        </form>
        <CampaignPreviewPane editing={editing} />
      </div>
    </div>
  );
}

function Words(props: { editing: Editing }) {
  const { form, preview } = props.editing;
  return (
    <>
      <Show when={form.values.channel !== "sms"}>
        <TextInput field={form.field("subject")} label="Subject" maxLength={150} />
      </Show>
      <BodyField editing={props.editing} />
      <Show when={preview()?.problems.length}>
        <ul class="flex flex-col gap-1 text-sm text-warn" aria-live="polite">
          <For each={preview()?.problems}>{(problem) => <li>{problem.message}</li>}</For>
        </ul>
      </Show>
    </>
  );
}
