import { type JSX, Show } from "solid-js";
import { PageTitle } from "./page-title.tsx";
import { SearchBox } from "./search-box.tsx";

type PageHeaderProps = {
  title: string;
  /** Undefined while unknown: the place is kept. */
  count?: string;
  /** A search over what the page lists. */
  search?: { label: string; value: string; onInput: (value: string) => void };
  /** Secondary buttons first, the one primary button last. */
  actions?: JSX.Element;
};

export function PageHeader(props: PageHeaderProps) {
  return (
    <header class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-3 sm:px-6">
      <PageTitle title={props.title} />
      <span class="text-ink-3 tabular-nums max-sm:mr-auto" aria-live="polite">
        {props.count}
      </span>
      {/* On a phone the buttons stand beside the title and the search has its own line. */}
      <div
        class="flex flex-1 flex-wrap items-center justify-end gap-3 max-sm:contents max-sm:[&>search]:order-last"
        data-no-print
      >
        <Show when={props.search}>{(search) => <SearchBox {...search()} />}</Show>
        {props.actions}
      </div>
    </header>
  );
}
