import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import type { FamilyRoom } from "../rooms.ts";
import { shellWords } from "../words/shell.ts";

/** Instead of a page for which a guardian's role in the family is too small: whom to ask, and the way on. */
export default function NotYoursPage(props: { least: NonNullable<FamilyRoom["least"]> }) {
  return (
    <div role="alert">
      <PageTitle class="sr-only" title={shellWords().notYours} />
      <EmptyState
        icon={LockIcon}
        title={shellWords().notYours}
        action={
          <>
            <ButtonLink href="/account">{shellWords().account}</ButtonLink>
            <ButtonLink href="/home">{shellWords().toStart}</ButtonLink>
          </>
        }
      >
        {shellWords().missingRole[props.least]}
      </EmptyState>
    </div>
  );
}
