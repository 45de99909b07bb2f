import { createMemo, Show } from "solid-js";
import type { ImportDraft } from "../../../worker/domains/imports/schemas.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { ColumnTable } from "./column-table.tsx";
import type { ImportWork } from "./import-work.ts";
import { MappingOptions } from "./mapping-options.tsx";
import { clashesIn, needsOf } from "./mapping-rules.ts";
import { Needs } from "./needs.tsx";
import { RecognisedFiles } from "./recognised-files.tsx";

/** What was recognised, and what each column means. */
export function ColumnsStep(props: { work: ImportWork; draft: ImportDraft }) {
  const { work } = props;
  const isCsv = () => props.draft.kind === "csv";
  const mapping = () => work.mapping() ?? props.draft.guess;
  const clashes = createMemo(() => clashesIn(props.draft, mapping()));
  const needs = createMemo(() => needsOf(mapping()));
  const needsDateOrder = () => props.draft.ambiguousDates !== null && mapping().dateOrder === null;
  const mayGoOn = () => !isCsv() || (needs().hasName && clashes().size === 0 && !needsDateOrder());

  return (
    <div class="mx-auto max-w-5xl px-4 pt-4 pb-16 sm:px-6">
      <header class="flex flex-wrap items-center gap-3 pb-3">
        <div class="flex-1 basis-72">
          <PageTitle title={isCsv() ? "What do the columns mean?" : "Import a OneRoster set"} />
        </div>
        <ButtonLink href="/imports" variant="quiet">
          Another file
        </ButtonLink>
        <Button
          variant="primary"
          busy={work.busy() === "preview"}
          disabled={!mayGoOn()}
          onClick={() => void work.check()}
        >
          See what would happen
        </Button>
      </header>
      <div class="flex flex-col gap-4">
        <Show when={work.problem()}>
          {(error) => (
            <Notice tone="bad" title={error().problem.title}>
              {error().message}{" "}
              {error()
                .problem.fields?.map((field) => field.message)
                .join(" ")}
            </Notice>
          )}
        </Show>
        <RecognisedFiles draft={props.draft} />
        <Show
          when={isCsv()}
          fallback={
            <p class="text-ink-2">
              Students who share a parent or guardian become one family. The columns of OneRoster are fixed,
              so there is nothing to map.
            </p>
          }
        >
          <Needs needs={needs()} />
          <MappingOptions draft={props.draft} mapping={mapping()} onChange={work.change} />
          <ColumnTable draft={props.draft} mapping={mapping()} clashes={clashes()} onChange={work.change} />
        </Show>
      </div>
    </div>
  );
}
