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
  /** In the footer of a page, half of which is taken: on a phone it is its sign alone. */
  inFooter?: boolean;
};

/** Everything that the search and the filters match, whatever is selected. */
export function ExportButton(props: ExportButtonProps) {
  const href = () => apiBase + withParams(`/exports/${props.file}`, props.filter);
  return (
    <a
      href={href()}
      download=""
      rel="external"
      class={buttonClass({ size: "small", class: props.inFooter ? "pointer-coarse:min-w-11" : "" })}
      aria-label={props.label}
    >
      <DownloadIcon />
      <span classList={{ "max-sm:hidden": props.inFooter }}>{props.short ?? props.label}</span>
    </a>
  );
}
