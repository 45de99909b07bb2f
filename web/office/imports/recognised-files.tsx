import { For, Show } from "solid-js";
import type { ImportDraft, UploadedFile } from "../../../worker/domains/imports/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Notice } from "../../shared/ui/notice.tsx";
import { counted } from "./count-words.ts";

/** What was recognised: rows, encoding, delimiter; what is skipped and why; whether it came before. */
export function RecognisedFiles(props: { draft: ImportDraft }) {
  const seen = () => props.draft.files.find((file) => file.seenBeforeAt !== null);
  const read = () => props.draft.files.filter((file) => file.skippedReason === null);
  const skipped = () => props.draft.files.filter((file) => file.skippedReason !== null);
  return (
    <>
      <ul class="flex flex-col gap-1">
        <For each={read()}>{(file) => <li class="text-ink-2">{<FileLine file={file} />}</li>}</For>
      </ul>
      <Show when={skipped().length > 0}>
        <details>
          <summary class="text-ink-2">{counted(skipped().length, "file is", "files are")} left out</summary>
          <ul class="mt-1 flex flex-col gap-1 pl-4">
            <For each={skipped()}>
              {(file) => (
                <li class="text-ink-2">
                  <span class="font-medium text-ink">{file.name}</span>: {file.skippedReason}
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
      <Show when={seen()}>
        {(file) => (
          <Notice tone="plain" title="This file was imported before">
            {file().name} came {formats().ago(file().seenBeforeAt ?? 0)} and is the very same. Importing it
            again makes no duplicates.
          </Notice>
        )}
      </Show>
      <Show when={props.draft.isRemembered}>
        <Notice tone="plain">
          The columns are filled in as the last time a file with these columns was imported.
        </Notice>
      </Show>
    </>
  );
}

function FileLine(props: { file: UploadedFile }) {
  return (
    <>
      <span class="font-medium text-ink">{props.file.name}</span>: {counted(props.file.rows, "row", "rows")},{" "}
      {props.file.encoding}, separated by {props.file.delimiter}
    </>
  );
}
