import { Show } from "solid-js";
import type { PortalSettingsPage } from "../../../../worker/domains/portal-settings/schemas.ts";
import { createQuery } from "../../../shared/query.ts";
import { PORTAL_PATH } from "./portal-path.ts";

/** How much in the settings of the portal stops or confuses families; what is only good to know is not counted. */
export function CheckCount() {
  const page = createQuery<PortalSettingsPage>(() => PORTAL_PATH, { staleMs: 60_000 });
  const count = () => page.data()?.checks.filter(({ weight }) => weight !== "hint").length ?? 0;
  return (
    <Show when={count() > 0}>
      <span class="ml-auto rounded-full bg-warn-soft px-1.5 text-xs font-semibold text-warn tabular-nums">
        {count()}
        <span class="sr-only"> to look at</span>
      </span>
    </Show>
  );
}
