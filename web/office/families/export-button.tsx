import { buttonClass } from "../../shared/ui/button-class.ts";
import { DownloadIcon } from "../../shared/ui/icons.tsx";
import { withParams } from "../../shared/url-state.ts";
import { apiBase } from "../account/account.ts";
import type { FamilySearch } from "./family-search.ts";

/** All families that the search and the filters match, whatever is selected. */
export function ExportButton(props: { search: FamilySearch; label: string }) {
  const href = () => apiBase + withParams("/exports/families.csv", props.search.filterParams());
  return (
    <a href={href()} download="" rel="external" class={buttonClass({ size: "small" })}>
      <DownloadIcon />
      {props.label}
    </a>
  );
}
