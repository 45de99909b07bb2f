import { A } from "@solidjs/router";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import type { CataloguePage } from "../../../worker/domains/catalogue/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ArrowLeftIcon, CalendarIcon, CopyIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { portalBase } from "../account.ts";
import { pictureUrl } from "../portal.ts";
import { classPageWords } from "../words/class-page.ts";
import { BookPanel } from "./book-panel.tsx";
import { ClassFactsList } from "./class-facts-list.tsx";
import { ClassMeetings } from "./class-meetings.tsx";
import { ClassPrice } from "./class-price.tsx";
import { standingText } from "./class-text.ts";
import { lastList, markBack } from "./kept-scroll.ts";

/** Everything about one class, and what can be done about it. */
export function ClassPage(props: { classId: string }) {
  const page = createQuery<CataloguePage>(() => `/classes/${encodeURIComponent(props.classId)}`);
  return (
    <>
      <A
        href={lastList().slice(portalBase.length) || "/classes"}
        class="link -ml-1 mb-2 inline-flex min-h-11 items-center gap-1.5 px-1"
        onClick={markBack}
      >
        <ArrowLeftIcon class="size-4" />
        {classPageWords().back}
      </A>
      <Switch>
        <Match when={page.data()}>{(data) => <Loaded page={data()} refetch={page.refetch} />}</Match>
        <Match when={page.error()?.status === 404}>
          <PageTitle class="sr-only" title={classPageWords().gone} />
          <EmptyState
            icon={CalendarIcon}
            title={classPageWords().gone}
            action={
              <ButtonLink variant="primary" href="/classes">
                {classPageWords().toClasses}
              </ButtonLink>
            }
          >
            {classPageWords().goneHelp}
          </EmptyState>
        </Match>
        <Match when={page.error()}>
          {(error) => <ErrorState error={error()} title={classPageWords().failed} onRetry={page.refetch} />}
        </Match>
        <Match when={page.pending()}>
          <SkeletonRegion label={classPageWords().back} class="late flex flex-col gap-4">
            <SkeletonText width={260} height={24} />
            <SkeletonText width={320} />
            <SkeletonText width={280} />
          </SkeletonRegion>
        </Match>
      </Switch>
    </>
  );
}

function Loaded(props: { page: CataloguePage; refetch: () => void }) {
  const shown = () => props.page.class;
  const standing = () => standingText(shown());
  return (
    <div class="grid gap-6 md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] md:grid-rows-[auto_1fr] md:gap-x-8">
      <div class="flex min-w-0 flex-col gap-6">
        <Show when={shown().imageFileId}>
          {(fileId) => (
            <img
              class="aspect-2/1 w-full rounded-lg bg-sunken object-cover"
              src={pictureUrl(fileId())}
              alt=""
              width="800"
              height="400"
            />
          )}
        </Show>
        <header class="flex flex-col items-start gap-2">
          <PageTitle
            class="text-xl font-bold tracking-tight text-balance [overflow-wrap:anywhere]"
            title={shown().name}
          />
          <div class="flex w-full flex-wrap items-center justify-between gap-2">
            <Pill tone={standing().tone}>{standing().text}</Pill>
            <ShareButton name={shown().name} />
          </div>
        </header>
        <div class="md:hidden">
          <BookPanel page={props.page} onChanged={props.refetch} />
        </div>
        <ClassFactsList page={props.page} />
        <Show when={props.page.description}>
          {(text) => (
            <Section title={classPageWords().about}>
              <PlainText class="max-w-prose text-ink-2" text={text()} />
            </Section>
          )}
        </Show>
      </div>
      <aside class="flex min-w-0 flex-col gap-6 md:sticky md:top-20 md:row-span-2 md:self-start">
        <div class="max-md:hidden">
          <BookPanel page={props.page} onChanged={props.refetch} />
        </div>
        <ClassPrice page={props.page} />
        <Show when={props.page.policies.length > 0}>
          <Section title={classPageWords().policies}>
            <p class="text-ink-2">{classPageWords().policiesHelp}</p>
            <ul class="list-disc pl-5 text-ink-2">
              <For each={props.page.policies}>{({ title }) => <li>{title}</li>}</For>
            </ul>
          </Section>
        </Show>
      </aside>
      <ClassMeetings page={props.page} />
    </div>
  );
}

export function Section(props: { title: string; children: JSX.Element }) {
  return (
    <section class="flex flex-col gap-2">
      <h2 class="text-md font-bold tracking-tight">{props.title}</h2>
      {props.children}
    </section>
  );
}

/** The phone's own way to share, else the address is copied. */
function ShareButton(props: { name: string }) {
  const share = async () => {
    const url = location.href;
    try {
      if (navigator.share) await navigator.share({ title: props.name, url });
      else {
        await navigator.clipboard.writeText(url);
        showToast(classPageWords().copied, { tone: "good" });
      }
    } catch {
      // Whoever closes the phone's sheet wants nothing to be said about it.
    }
  };
  return (
    <Button variant="quiet" icon={CopyIcon} onClick={share}>
      {classPageWords().share}
    </Button>
  );
}
