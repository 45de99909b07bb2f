import { buttonClass } from "../../shared/ui/button-class.ts";
import { DownloadIcon } from "../../shared/ui/icons.tsx";
import { withParams } from "../../shared/url-state.ts";
import { apiBase } from "../account/account.ts";

type ExportButtonProps = {
  file: string;
  filter: Record<string, string | undefined>;
  label: string;
  /** What is seen where the label would say again what stands beside it. */
  short?: string;
};

/** Everything that the search and the filters match, whatever is selected. */
export function ExportButton(props: ExportButtonProps) {
  const href = () => apiBase + withParams(`/exports/${props.file}`, props.filter);
  return (
    <a
      href={href()}
      download=""
      rel="external"
      class={buttonClass({ size: "small" })}
      aria-label={props.label}
    >
      <DownloadIcon />
      {props.short ?? props.label}
    </a>
  );
}
