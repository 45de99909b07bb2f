import { invalidate } from "../../shared/cache.ts";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { DataAge } from "../sync/data-age.tsx";
import { kinds } from "./kind-words.ts";
import { NamesTab } from "./names-tab.tsx";

/** Names that accounts ought to share, and where they differ. */
export default function ValidationPage() {
  return (
    <ListPage
      header={
        <PageHeader
          title="Inter-Account Validation"
          actions={<DataAge onFresh={() => invalidate("/validation")} />}
        />
      }
    >
      <UrlTabs
        label="What is compared"
        param="kind"
        panelClass="min-h-0 flex-1 overflow-y-auto"
        tabs={kinds.map(({ id, label }) => ({ id, label, content: () => <NamesTab kind={id} /> }))}
      />
    </ListPage>
  );
}
