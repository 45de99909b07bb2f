import { Match, Switch } from "solid-js";
import type { RightsCatalog, StaffPage } from "../../../worker/domains/staff/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { PersonGroups } from "./person-groups.tsx";
import { RecordPlaceholder } from "./record-placeholder.tsx";
import { RightsEditor } from "./rights-editor.tsx";
import { RightsList } from "./rights-list.tsx";

/** What somebody may do and why, with what is given to them personally; groups are the usual way. */
export function StaffRights(props: { page: StaffPage; path: string }) {
  const catalog = createQuery<RightsCatalog>(() =>
    can("permissions") ? "/staff/grants/catalog" : undefined,
  );
  const access = () => props.page.access!;
  return (
    <div class="max-w-4xl px-4 py-5 sm:px-6">
      <h2 class="sr-only">Rights</h2>
      <div class="mb-6">
        <PersonGroups page={props.page} path={props.path} />
      </div>
      <Switch fallback={<RightsList reports={access().rights} />}>
        <Match when={catalog.data()}>
          {(data) => (
            <RightsEditor
              holder={{ kind: "staff", id: props.page.person.id }}
              grants={access().grants}
              reports={access().rights}
              catalog={data()}
              columns={[`What ${props.page.person.firstName} may do`, "Given personally"]}
            />
          )}
        </Match>
        <Match when={catalog.error()}>
          {(error) => <ErrorState error={error()} onRetry={catalog.refetch} />}
        </Match>
        <Match when={catalog.pending()}>
          <RecordPlaceholder label="rights" />
        </Match>
      </Switch>
    </div>
  );
}
