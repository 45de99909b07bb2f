import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { FamilyFeed } from "../../../worker/domains/family-feeds/shapes.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyText } from "../../shared/ui/copy-text.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { CalendarIcon, RefreshCwIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { AccountPage, cardClass } from "../account/parts.tsx";
import { calendarWords } from "../words/calendar.ts";

/** The private address under which a guardian's own calendar shows what is coming up. */
export default function CalendarPage() {
  const feed = createQuery<{ feed: FamilyFeed | null }>(() => "/family-feeds");
  const [url, setUrl] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  async function act(what: () => Promise<void>) {
    if (busy()) return;
    setBusy(true);
    try {
      await what();
    } catch (cause) {
      showProblem(cause, calendarWords().failed);
    } finally {
      setBusy(false);
      feed.refetch();
    }
  }
  const make = () => act(async () => void setUrl((await api.post<{ url: string }>("/family-feeds")).url));
  const renew = ({ id, version }: FamilyFeed) =>
    act(async () => {
      const path = `/family-feeds/${id}/rotate`;
      setUrl((await api.post<{ url: string }>(path, { version })).url);
    });
  const remove = ({ id, version }: FamilyFeed) =>
    act(async () => {
      await api.delete(`/family-feeds/${id}`, { version });
      setUrl(undefined);
      showToast(calendarWords().removed, { tone: "good" });
    });
  return (
    <AccountPage title={calendarWords().title} lead={calendarWords().lead}>
      <div class={`${cardClass} p-5`}>
        <Switch fallback={<Waiting />}>
          <Match when={feed.data()?.feed}>
            {(known) => (
              <>
                <Show
                  when={url()}
                  fallback={
                    <>
                      <h2 class="font-semibold">{calendarWords().hasOne}</h2>
                      <p class="mt-1 text-ink-2">
                        {calendarWords().since(formats().instant(known().createdAt, { dateStyle: "long" }))}
                      </p>
                    </>
                  }
                >
                  {(address) => <Address url={address()} />}
                </Show>
                <div class="mt-4 flex flex-wrap gap-2.5">
                  <Button icon={RefreshCwIcon} busy={busy()} onClick={() => void renew(known())}>
                    {calendarWords().renew}
                  </Button>
                  <Button
                    variant="quiet"
                    icon={Trash2Icon}
                    busy={busy()}
                    onClick={() => void remove(known())}
                  >
                    {calendarWords().remove}
                  </Button>
                </div>
                <p class="mt-2 text-sm text-ink-3">{calendarWords().renewHelp}</p>
              </>
            )}
          </Match>
          <Match when={feed.data()}>
            <h2 class="font-semibold">{calendarWords().none}</h2>
            <p class="mt-1 text-ink-2">{calendarWords().noneHelp}</p>
            <Button
              variant="primary"
              size="large"
              class="mt-4"
              icon={CalendarIcon}
              busy={busy()}
              onClick={() => void make()}
            >
              {calendarWords().make}
            </Button>
          </Match>
          <Match when={feed.error()}>
            {(error) => <ErrorState error={error()} onRetry={feed.refetch} />}
          </Match>
        </Switch>
      </div>
      <How />
    </AccountPage>
  );
}

function Address(props: { url: string }) {
  return (
    <div role="status">
      <h2 class="font-semibold">{calendarWords().yours}</h2>
      <p class="mt-1 text-ink-2">{calendarWords().onlyNow}</p>
      <div class="mt-3 rounded-md bg-sunken p-1 [overflow-wrap:anywhere]">
        <CopyText label={calendarWords().copy} text={props.url} />
      </div>
      <a
        class="link mt-2 inline-flex min-h-11 items-center gap-2"
        href={props.url.replace(/^https?:/, "webcal:")}
      >
        <CalendarIcon class="size-5" />
        {calendarWords().openNow}
      </a>
    </div>
  );
}

function How() {
  const ways = () => [calendarWords().howApple, calendarWords().howGoogle, calendarWords().howOutlook];
  return (
    <section class="mt-1" aria-labelledby="how">
      <h2 id="how" class="text-md font-bold tracking-tight">
        {calendarWords().how}
      </h2>
      <ul class="mt-2 flex list-disc flex-col gap-2 pl-5 text-ink-2">
        <For each={ways()}>{(way) => <li>{way}</li>}</For>
      </ul>
      <p class="mt-3 text-sm text-ink-3">{calendarWords().slow}</p>
    </section>
  );
}

function Waiting() {
  return (
    <SkeletonRegion label={calendarWords().label} class="flex flex-col gap-3">
      <SkeletonText width={200} height={14} />
      <SkeletonText width={320} />
    </SkeletonRegion>
  );
}
