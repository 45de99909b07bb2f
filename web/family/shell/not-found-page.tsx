import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { SearchIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { shellWords } from "../words/shell.ts";

export default function NotFoundPage() {
  return (
    <>
      <PageTitle class="sr-only" title={shellWords().notFound} />
      <EmptyState
        icon={SearchIcon}
        title={shellWords().notFound}
        action={<ButtonLink href="/">{shellWords().toStart}</ButtonLink>}
      >
        {shellWords().notFoundHelp}
      </EmptyState>
    </>
  );
}
