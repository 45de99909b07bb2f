import type { Navigator } from "@solidjs/router";
import { isPageBefore } from "../../../shared/page-before.ts";
import { portalBase } from "../../account/account.ts";

/** Back to where the family was opened, with its scroll and its filters; to the whole list when it was opened alone. */
export function goBack(navigate: Navigator) {
  if (isPageBefore(portalBase)) history.back();
  else navigate("/families");
}
