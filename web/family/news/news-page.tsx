import { A, useParams } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { PublicNewsItem } from "../../../worker/domains/news/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ChevronLeftIcon, NewspaperIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { pictureUrl } from "../portal.ts";
import { currentLocation } from "../shell/location.ts";
import { newsWords } from "../words/news.ts";

/** What the school tells: all of it, or one item by its own address. */
export default function NewsPage() {
  const params = useParams<{ rest?: string }>();
  const news = createQuery<{ items: readonly PublicNewsItem[] }>(() => "/news");
  const item = () => news.data()?.items.find(({ id }) => id === params.rest);
  return (
    <Switch>
      <Match when={news.data() && params.rest}>
        <Show when={item()} keyed fallback={<Gone />}>
          {(one) => <NewsItem item={one} />}
        </Show>
      </Match>
      <Match when={news.data()}>{(data) => <NewsList items={data().items} />}</Match>
      <Match when={news.error()}>
        {(error) => <ErrorState title={newsWords().failed} error={error()} onRetry={news.refetch} />}
      </Match>
      <Match when={news.pending()}>
        <SkeletonRegion label={newsWords().loading} class="late flex flex-col gap-4 py-6">
          <For each={[180, 420, 380]}>{(width) => <SkeletonText width={width} height={16} />}</For>
        </SkeletonRegion>
      </Match>
    </Switch>
  );
}

function NewsList(props: { items: readonly PublicNewsItem[] }) {
  const shown = () => {
    const here = currentLocation()?.id;
    return props.items.filter(
      ({ locationId }) => locationId === null || here === undefined || locationId === here,
    );
  };
  return (
    <>
      <PageTitle class="mb-4 text-xl font-bold tracking-tight" title={newsWords().title} />
      <Show
        when={shown().length > 0}
        fallback={
          <EmptyState icon={NewspaperIcon} title={newsWords().empty}>
            {newsWords().emptyHelp}
          </EmptyState>
        }
      >
        <ul class="grid gap-4 sm:grid-cols-2">
          <For each={shown()}>
            {(item) => (
              <li class="flex flex-col overflow-hidden rounded-lg border border-line bg-sheet">
                <Picture item={item} class="aspect-[2/1]" />
                <div class="flex flex-1 flex-col gap-1 p-4 [overflow-wrap:anywhere]">
                  <p class="text-sm text-ink-3">{formats().date(item.startsOn)}</p>
                  <h2 class="text-md font-bold tracking-tight">{item.title}</h2>
                  <p class="text-ink-2">{item.summary}</p>
                  <A
                    href={`/news/${item.id}`}
                    class="link mt-auto flex min-h-11 items-center self-start"
                    aria-label={newsWords().readMoreOf(item.title)}
                  >
                    {newsWords().readMore}
                  </A>
                </div>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}

function NewsItem(props: { item: PublicNewsItem }) {
  return (
    <article class="mx-auto max-w-3xl [overflow-wrap:anywhere]">
      <Back />
      <PageTitle class="mt-2 text-xl font-bold tracking-tight" title={props.item.title} />
      <p class="text-sm text-ink-3">{formats().date(props.item.startsOn)}</p>
      <Picture item={props.item} class="mt-4 max-h-96 rounded-lg" />
      <Show when={props.item.summary}>
        {(summary) => <p class="mt-4 text-md font-medium">{summary()}</p>}
      </Show>
      <PlainText text={props.item.body} class="mt-4" />
    </article>
  );
}

function Gone() {
  return (
    <>
      <Back />
      <EmptyState icon={NewspaperIcon} title={newsWords().gone}>
        {newsWords().goneHelp}
      </EmptyState>
    </>
  );
}

function Back() {
  return (
    <A href="/news" class="link inline-flex min-h-11 items-center gap-1">
      <ChevronLeftIcon class="size-5" />
      {newsWords().back}
    </A>
  );
}

function Picture(props: { item: PublicNewsItem; class: string }) {
  return (
    <Show when={props.item.imageFileId}>
      {(fileId) => (
        <img
          src={pictureUrl(fileId())}
          alt=""
          loading="lazy"
          class={`w-full bg-sunken object-cover ${props.class}`}
        />
      )}
    </Show>
  );
}
