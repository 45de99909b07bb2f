import { A, Navigate } from "@solidjs/router";
import { createSignal, lazy, Show, Suspense } from "solid-js";
import type { PublicNewsItem } from "../../../worker/domains/news/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { buttonClass } from "../../shared/ui/button-class.ts";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { pictureUrl, school } from "../portal.ts";
import { me } from "../session.ts";
import { currentLocation } from "../shell/location.ts";
import { landingWords } from "../words/landing.ts";
import { NewsCycle } from "./news-cycle.tsx";
import { begin, hasBegun } from "./visit.ts";

const NewsDialog = lazy(() => import("./news-dialog.tsx"));

/** For whoever comes first: what the school looks like and has to say, and one way in. */
export default function LandingPage() {
  return (
    <Show when={!me() && !hasBegun()} fallback={<Navigate href="/home" />}>
      <Landing />
    </Show>
  );
}

function Landing() {
  const news = createQuery<{ items: readonly PublicNewsItem[] }>(
    () => (school().has.news ? "/news" : undefined),
    {
      staleMs: 60_000,
    },
  );
  const isHere = ({ locationId }: PublicNewsItem) =>
    locationId === null || (currentLocation()?.id ?? locationId) === locationId;
  const items = () => (news.data()?.items ?? []).filter((item) => item.isOnLanding && isHere(item));
  const [shown, setShown] = createSignal(0);
  const [open, setOpen] = createSignal<PublicNewsItem>();
  const picture = () => items()[shown()]?.imageFileId ?? school().settings.backgroundFileId;
  return (
    <div
      class="landing relative isolate grid overflow-hidden"
      classList={{ "landing-pictured": !!picture() }}
    >
      <Show when={picture()} keyed>
        {(fileId) => (
          <img
            src={pictureUrl(fileId)}
            alt=""
            fetchpriority="high"
            class="animate-fade absolute inset-0 -z-20 size-full object-cover"
          />
        )}
      </Show>
      <div class="landing-shade absolute inset-0 -z-10" />
      <div class="mx-auto flex w-full max-w-5xl flex-col justify-end gap-6 px-5 py-8 md:justify-center md:py-16">
        <div class="max-w-2xl">
          <PageTitle
            class="text-[2rem]/[2.375rem] font-bold tracking-tight text-balance md:text-[2.75rem]/[3.125rem]"
            title={landingWords().welcome(school().account.displayName)}
          />
          <Show when={school().settings.tagline}>
            {(tagline) => <p class="mt-2 text-md md:text-lg">{tagline()}</p>}
          </Show>
        </div>
        <Show when={items().length > 0}>
          <NewsCycle
            items={items()}
            shown={shown()}
            isStill={open() !== undefined}
            onShow={setShown}
            onOpen={setOpen}
          />
        </Show>
        <div>
          <A
            href="/home"
            onClick={begin}
            class={buttonClass({ size: "large", class: "landing-begin min-h-12 px-8 max-sm:w-full" })}
          >
            {landingWords().begin}
          </A>
        </div>
      </div>
      <Suspense>
        <Show when={open()}>{(item) => <NewsDialog item={item()} onClose={() => setOpen(undefined)} />}</Show>
      </Suspense>
    </div>
  );
}
