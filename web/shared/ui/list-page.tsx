import { type JSX, Show } from "solid-js";

type ListPageProps = {
  header: JSX.Element;
  filters?: JSX.Element;
  children: JSX.Element;
  /** A peek panel; it takes its place beside the whole list, header included. */
  peek?: JSX.Element;
};

export function ListPage(props: ListPageProps) {
  return (
    <div class="flex h-full min-h-0">
      <section class="flex min-w-0 flex-1 flex-col">
        {props.header}
        <Show when={props.filters} fallback={<span class="h-1" />}>
          {props.filters}
        </Show>
        {props.children}
      </section>
      {props.peek}
    </div>
  );
}
