import { useNavigate, useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { isAdmin, isEnterpriseUser } from "../session.ts";
import { NewAccount } from "./new-account.tsx";
import { OnboardingProgress } from "./onboarding-progress.tsx";
import { RecentOnboardings } from "./recent-onboardings.tsx";

/** A new account for the enterprise: what it is asked for, and then how far it is, whenever one comes back. */
export default function OnboardingPage() {
  const params = useParams<{ id?: string }>();
  const navigate = useNavigate();
  return (
    <div class="mx-auto w-full max-w-3xl px-4 py-5 sm:px-6">
      <Show
        when={isAdmin() && isEnterpriseUser()}
        fallback={
          <>
            <PageTitle class="sr-only" title="Add an account: for Admins" />
            <EmptyState icon={LockIcon} title="Accounts are added by Admins of the whole enterprise">
              <p>Ask one of yours to do it for you.</p>
            </EmptyState>
          </>
        }
      >
        <Show
          when={params.id}
          keyed
          fallback={
            <>
              <PageTitle title="Add an account" />
              <NewAccount onStarted={(id) => navigate(`/onboarding/${id}`)} />
              <RecentOnboardings />
            </>
          }
        >
          {(id) => <OnboardingProgress id={id} />}
        </Show>
      </Show>
    </div>
  );
}
