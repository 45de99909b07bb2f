import { createSignal, For, Show } from "solid-js";
import {
  ATTACHMENT_TYPES,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
} from "../../../worker/domains/campaigns/schemas.ts";
import { api } from "../../shared/api.ts";
import { ApiError, problemOf, toApiError, unreachable } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { Trash2Icon, UploadIcon } from "../../shared/ui/icons.tsx";
import { apiBase } from "../account/account.ts";
import type { Editing } from "./editing.ts";

const MEGABYTE = 1_000_000;
const sizeText = (bytes: number) =>
  bytes < MEGABYTE ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;

/** Files that every mail carries. */
export function Attachments(props: { editing: Editing; onChanged: () => void }) {
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const files = () => props.editing.page.attachments;
  let input!: HTMLInputElement;

  async function attempt(work: () => Promise<unknown>) {
    setProblem(undefined);
    setBusy(true);
    try {
      await work();
      props.onChanged();
    } catch (cause) {
      setProblem(toApiError(cause).message);
    } finally {
      setBusy(false);
      input.value = "";
    }
  }

  async function take(file: File | undefined) {
    if (!file) return;
    if (file.size > MAX_ATTACHMENT_BYTES) {
      setProblem(
        `This file has more than ${MAX_ATTACHMENT_BYTES / MEGABYTE} MB. Choose a smaller one, or link to it.`,
      );
      return;
    }
    await attempt(() => sendFile(`${props.editing.path}/attachments`, file));
  }
  const remove = (id: string) => attempt(() => api.delete(`${props.editing.path}/attachments/${id}`, {}));

  return (
    <div class="flex flex-col gap-1.5">
      <span class="font-medium">
        Attachments <span class="font-regular text-ink-3">optional</span>
      </span>
      <ul class="flex flex-col">
        <For each={files()}>
          {(file) => (
            <li class="flex items-center gap-2">
              <span class="min-w-0 flex-1 truncate">
                {file.name} <span class="text-sm text-ink-3">{sizeText(file.sizeBytes)}</span>
              </span>
              <IconButton
                label={`Take off ${file.name}`}
                icon={Trash2Icon}
                onClick={() => void remove(file.id)}
              />
            </li>
          )}
        </For>
      </ul>
      <input
        ref={input}
        type="file"
        class="sr-only"
        aria-label="Attach a file"
        tabindex={-1}
        accept={ATTACHMENT_TYPES.join(",")}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
      <Show when={files().length < MAX_ATTACHMENTS}>
        <div>
          <Button icon={UploadIcon} busy={busy()} onClick={() => input.click()}>
            Attach a file
          </Button>
        </div>
      </Show>
      <Show when={problem()}>
        {(text) => (
          <p role="alert" class="text-sm font-medium text-bad">
            {text()}
          </p>
        )}
      </Show>
    </div>
  );
}

async function sendFile(path: string, file: File): Promise<void> {
  const headers = {
    accept: "application/json",
    "content-type": file.type,
    "idempotency-key": crypto.randomUUID(),
    "x-requested-by": "chalkline",
  };
  const url = `${apiBase}${path}?name=${encodeURIComponent(file.name)}`;
  const request = { method: "POST", headers, body: file, credentials: "same-origin" } as const;
  const response = await fetch(url, request).catch(() => undefined);
  if (!response) throw unreachable();
  if (!response.ok) throw new ApiError(await problemOf(response));
}
