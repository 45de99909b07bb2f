import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { SearchIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";

export default function NotFoundPage() {
  return (
    <>
      <PageTitle class="sr-only" title="Page not found" />
      <EmptyState
        icon={SearchIcon}
        title="There is no page at this address"
        action={
          <ButtonLink href="/accounts" variant="primary">
            Go to your accounts
          </ButtonLink>
        }
      >
        <p>The link may be incomplete, or the page may have moved.</p>
      </EmptyState>
    </>
  );
}
