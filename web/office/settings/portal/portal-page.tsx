import type { PortalSettingsPage } from "../../../../worker/domains/portal-settings/schemas.ts";
import { createQuery } from "../../../shared/query.ts";
import { buttonClass } from "../../../shared/ui/button-class.ts";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { ExternalLinkIcon } from "../../../shared/ui/icons.tsx";
import { LeaveGuard } from "../../../shared/ui/leave-guard.tsx";
import { familyPortal } from "../../account/account.ts";
import { QueryStates } from "../query-states.tsx";
import { SaveBar } from "../save-bar.tsx";
import { maySet, SettingsPage } from "../settings-page.tsx";
import { CheckoutSection, ClassSections } from "./class-sections.tsx";
import { EmbedSection } from "./embed-section.tsx";
import { LookSections } from "./look-sections.tsx";
import { PortalChecks } from "./portal-checks.tsx";
import { createPortalForm } from "./portal-form.ts";
import { PORTAL_PATH } from "./portal-path.ts";

/** What families see and may do in their portal. */
export default function PortalPage() {
  const query = createQuery<PortalSettingsPage>(() => PORTAL_PATH);
  return (
    <SettingsPage
      title="Customer Portal"
      intro="What families see and may do by themselves. What you save holds at once, for everybody who looks."
    >
      <p class="px-4 pb-5 sm:px-6">
        <a class={buttonClass({})} href={familyPortal} target="_blank" rel="noopener">
          <ExternalLinkIcon />
          Open the portal
        </a>
      </p>
      <QueryStates query={query} label="settings of the portal">
        {(page) => (
          <>
            <PortalChecks checks={page().checks} />
            <PortalSettingsForm page={page()} />
            <EmbedSection />
          </>
        )}
      </QueryStates>
    </SettingsPage>
  );
}

function PortalSettingsForm(props: { page: PortalSettingsPage }) {
  const form = createPortalForm(() => props.page);
  return (
    <form noValidate onSubmit={form.submit}>
      <LeaveGuard dirty={form.dirty()} what="the settings of the portal" />
      <div class="max-w-3xl px-4 sm:px-6">
        <ErrorSummary form={form} />
      </div>
      <fieldset class="flex max-w-3xl flex-col gap-8 px-4 sm:px-6" disabled={!maySet()}>
        <legend class="sr-only">Settings of the portal</legend>
        <LookSections form={form} />
        <ClassSections form={form} />
        <CheckoutSection form={form} />
      </fieldset>
      <SaveBar form={form} />
    </form>
  );
}
