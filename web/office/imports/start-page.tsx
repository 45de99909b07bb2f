import { useNavigate } from "@solidjs/router";
import { createSignal, onCleanup, Show } from "solid-js";
import type { ImportDraft } from "../../../worker/domains/imports/schemas.ts";
import { type ApiError, isAbort, toApiError } from "../../shared/api-error.ts";
import { setQuery } from "../../shared/query.ts";
import { Notice } from "../../shared/ui/notice.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { DropZone } from "./drop-zone.tsx";
import { LatestImports } from "./latest-imports.tsx";
import { uploadFiles } from "./upload-files.ts";

export function StartPage() {
  const navigate = useNavigate();
  const [progress, setProgress] = createSignal<number>();
  const [problem, setProblem] = createSignal<ApiError>();
  let sending: AbortController | undefined;
  onCleanup(() => sending?.abort());

  async function send(files: File[]) {
    if (files.length === 0 || progress() !== undefined) return;
    sending = new AbortController();
    setProblem(undefined);
    setProgress(0);
    try {
      const draft = await uploadFiles(files, setProgress, sending.signal);
      setQuery<ImportDraft>(`/imports/${draft.id}/draft`, draft);
      navigate(`/imports/${draft.id}`);
    } catch (cause) {
      if (!isAbort(cause)) setProblem(toApiError(cause));
    } finally {
      setProgress(undefined);
    }
  }

  return (
    <div class="mx-auto max-w-3xl pb-16">
      <PageHeader title="Import" />
      <div class="flex flex-col gap-4 px-4 sm:px-6">
        <p class="text-ink-2">
          Bring families, guardians and students in from another program. Nothing is changed until you have
          seen what would happen to every row, and the whole import can be undone for a day.
        </p>
        <Show when={problem()}>
          {(error) => (
            <Notice tone="bad" title="This file was not taken">
              {error().message}
            </Notice>
          )}
        </Show>
        <DropZone
          progress={progress()}
          onFiles={(files) => void send(files)}
          onCancel={() => sending?.abort()}
        />
        <LatestImports />
      </div>
    </div>
  );
}
