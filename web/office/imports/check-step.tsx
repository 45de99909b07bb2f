import { Show } from "solid-js";
import type { ImportPreview, RowOutcomeKind } from "../../../worker/domains/imports/schemas.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ArrowLeftIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { counted } from "./count-words.ts";
import type { ImportWork } from "./import-work.ts";
import { OutcomeTable } from "./outcome-table.tsx";

/** The dry run: every row and what would become of it, before anything is written. */
export function CheckStep(props: { work: ImportWork; preview: ImportPreview }) {
  const counts = () => props.preview.counts;
  const doesNothing = () => counts().rows.new + counts().rows.changed === 0;
  /** What there is comes first, so that the page opens on something. */
  const tabs = () => {
    const all = [
      tab("new", "New"),
      tab("changed", "Changed"),
      tab("matched", "Unchanged"),
      tab("refused", "Refused"),
    ];
    return [...all.filter((one) => one.count > 0), ...all.filter((one) => one.count === 0)];
  };
  const tab = (id: RowOutcomeKind, label: string) => ({
    id,
    label,
    count: counts().rows[id],
    content: () => <OutcomeTable id={props.work.id} preview={props.preview} outcome={id} />,
  });
  return (
    <div class="flex h-full min-h-0 flex-col">
      <header class="flex flex-wrap items-center gap-3 px-4 pt-4 pb-3 sm:px-6">
        <div class="min-w-0 flex-1 basis-72">
          <PageTitle title="What would happen" />
          <p class="text-ink-2 tabular-nums" role="status">
            {summary(counts())}
          </p>
        </div>
        <Button variant="quiet" icon={ArrowLeftIcon} onClick={props.work.backToColumns}>
          Columns
        </Button>
        <Button
          variant="primary"
          busy={props.work.busy() === "start"}
          disabled={doesNothing()}
          onClick={() => void props.work.start()}
        >
          {startLabel(counts())}
        </Button>
      </header>
      <div class="flex flex-col gap-2 px-4 pb-2 empty:hidden sm:px-6">
        <Show when={props.work.problem()}>
          {(error) => (
            <Notice tone="bad" title={error().problem.title}>
              {error().message}
            </Notice>
          )}
        </Show>
        <Show when={counts().forReview > 0}>
          <Notice tone="warn">
            {counted(counts().forReview, "new family needs", "new families need")} a look afterwards; their
            rows say why. They will be under “Needs review” in Families.
          </Notice>
        </Show>
      </div>
      <UrlTabs
        label="Rows by what would become of them"
        param="rows"
        panelClass="flex min-h-0 flex-1"
        tabs={tabs()}
      />
    </div>
  );
}

/** Only what there is some of; a file that changes nothing says so. */
function summary({ families, students, rows }: ImportPreview["counts"]): string {
  const parts: [count: number, one: string, many?: string][] = [
    [families.new, "new family", "new families"],
    [families.changed, "changed family", "changed families"],
    [families.matched, "unchanged family", "unchanged families"],
    [students.new, "new student", "new students"],
    [rows.refused, "row refused", "rows refused"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map((part) => counted(...part))
    .join(" · ");
}

function startLabel(counts: ImportPreview["counts"]): string {
  const rows = counts.rows.new + counts.rows.changed;
  return rows === 0 ? "Nothing to import" : `Import ${counted(rows, "row", "rows")}`;
}
