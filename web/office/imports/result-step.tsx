import { For, Match, Show, Switch } from "solid-js";
import type { ImportStatus } from "../../../worker/domains/imports/schemas.ts";
import { plural } from "../../shared/format/names.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { DownloadIcon, Undo2Icon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { apiBase } from "../account/account.ts";

type ResultStepProps = { status: ImportStatus; undoing: boolean; onUndo: () => void };

export function ResultStep(props: ResultStepProps) {
  // What an undone import made is there no more.
  const counts = () => (props.status.isUndone ? null : props.status.counts);
  return (
    <div class="flex flex-col gap-5">
      <Outcome status={props.status} />
      <Show when={counts()}>
        {(known) => (
          <dl class="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
            <Count label="New families" value={known().families.new} />
            <Count label="Changed families" value={known().families.changed} />
            <Count label="Unchanged families" value={known().families.matched} />
            <Count label="New students" value={known().students.new} />
          </dl>
        )}
      </Show>
      <Show when={counts()?.rows.refused}>
        {(refused) => (
          <Notice
            tone="warn"
            title={
              refused() === 1 ? "One row was refused" : `${formats().number(refused())} rows were refused`
            }
          >
            <p>
              Download them with the reasons, correct them, and drop that file: only those rows are missing.
            </p>
            <p class="mt-2">
              <ButtonLink
                external
                icon={DownloadIcon}
                size="small"
                href={`${apiBase}/imports/${props.status.id}/refused.csv`}
              >
                Refused rows
              </ButtonLink>
            </p>
          </Notice>
        )}
      </Show>
      <div class="flex flex-wrap gap-2">
        <For each={links(props.status)}>
          {(link) => <ButtonLink href={link.href}>{link.label}</ButtonLink>}
        </For>
        <Show when={props.status.undoUntil}>
          {(until) => (
            <>
              <Button icon={Undo2Icon} busy={props.undoing} onClick={() => props.onUndo()}>
                Undo the whole import
              </Button>
              <span class="self-center text-sm text-ink-3">possible until {formats().instant(until())}</span>
            </>
          )}
        </Show>
      </div>
    </div>
  );
}

function links(status: ImportStatus) {
  const review = { href: "/families?status=review", label: "Families to review" };
  return [
    { href: "/families", label: "Families" },
    ...(status.counts?.forReview && !status.isUndone ? [review] : []),
  ];
}

function Outcome(props: { status: ImportStatus }) {
  return (
    <Switch>
      <Match when={props.status.isUndone}>
        <Notice tone="plain" title="This import was undone">
          Everything it made or changed is as it was before. The same file can be imported again.
        </Notice>
      </Match>
      <Match when={props.status.task?.status === "failed"}>
        <Notice tone="bad" title="The import stopped">
          {props.status.task?.error} What was imported until then is kept and can be undone.
        </Notice>
      </Match>
      <Match when={props.status.task?.status === "cancelled"}>
        <Notice tone="warn" title="The import was cancelled">
          Imported until then: {plural(props.status.task?.done ?? 0, "row")}, kept until you undo the import.
          Importing the file again makes no duplicates.
        </Notice>
      </Match>
      <Match when={true}>
        <Notice tone="good" title="Imported" />
      </Match>
    </Switch>
  );
}

function Count(props: { label: string; value: number }) {
  return (
    <div class="flex flex-col-reverse">
      <dt class="text-sm text-ink-3">{props.label}</dt>
      <dd class="text-xl font-bold tracking-tight tabular-nums">{formats().number(props.value)}</dd>
    </div>
  );
}
