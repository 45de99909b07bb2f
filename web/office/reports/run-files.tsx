import { For, onMount, Show } from "solid-js";
import type { ReportFormat } from "../../../worker/domains/reports/schemas.ts";
import type { ReportRun } from "../../../worker/domains/reports/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { buttonClass } from "../../shared/ui/button-class.ts";
import { DownloadIcon, ExternalLinkIcon } from "../../shared/ui/icons.tsx";
import { useParam } from "../../shared/url-state.ts";
import { apiBase } from "../account/account.ts";

const files: { format: ReportFormat; label: string }[] = [
  { format: "pdf", label: "PDF" },
  { format: "xlsx", label: "Spreadsheet" },
  { format: "csv", label: "CSV" },
];

/**
 * The whole result: to read and print in a tab of its own, or as a file. Whoever comes for a file, as from the reports of
 * the enterprise portal, is given it at once, and once: the address no longer asks for it then.
 */
export function RunFiles(props: { run: ReportRun }) {
  const href = (format: ReportFormat) => `${apiBase}/reports/runs/${props.run.id}/file?format=${format}`;
  const offered = () => files.filter(({ format }) => format !== "pdf" || props.run.pdfRefusal === null);
  const [wanted, setWanted] = useParam("download");
  let links!: HTMLDivElement;
  onMount(() => {
    const format = offered().find((file) => file.format === wanted())?.format;
    if (!format) return;
    setWanted(undefined);
    links.querySelector<HTMLAnchorElement>(`a[data-format=${format}]`)?.click();
  });
  return (
    <div ref={links} class="flex flex-wrap items-center gap-2 pb-5" data-no-print>
      <a
        href={href("html")}
        target="_blank"
        rel="external noopener"
        class={buttonClass({ variant: "primary" })}
        aria-label="Open and print, in a new tab"
      >
        <ExternalLinkIcon />
        Open
      </a>
      <For each={offered()}>
        {({ format, label }) => (
          <a
            href={href(format)}
            download=""
            data-format={format}
            rel="external"
            class={buttonClass({})}
            aria-label={`Download as ${label}`}
          >
            <DownloadIcon />
            {label}
          </a>
        )}
      </For>
      <p class="text-sm text-ink-3">
        Kept until {formats().instant(props.run.expiresAt, { dateStyle: "medium" })}
      </p>
      <Show when={props.run.pdfRefusal}>
        {(reason) => <p class="w-full text-sm text-ink-2">{reason()}</p>}
      </Show>
    </div>
  );
}
