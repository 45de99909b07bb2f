import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import type { CatalogueClass, CatalogueOptions } from "../../../worker/domains/catalogue/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { ClockIcon, MapPinIcon, UsersIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { pictureUrl } from "../portal.ts";
import { classesWords } from "../words/classes.ts";
import { nextText, standingText, timesText, whomText } from "./class-text.ts";

type ClassCardProps = {
  shown: CatalogueClass;
  options: CatalogueOptions;
  /** What a page says of it besides. */
  children?: JSX.Element;
};

/** A class in a list: name, when, for whom, whether there is a place, and what it costs. */
export function ClassCard(props: ClassCardProps) {
  const standing = () => standingText(props.shown);
  const level = () => props.options.levels.find(({ id }) => id === props.shown.levelId)?.name;
  const location = () =>
    props.options.locations.length > 1
      ? props.options.locations.find(({ id }) => id === props.shown.locationId)?.name
      : undefined;
  return (
    <article class="relative flex h-full flex-col overflow-hidden rounded-lg border border-line bg-sheet [contain-intrinsic-size:auto_13rem] [content-visibility:auto] focus-within:border-control-line hover:border-control-line">
      <Show when={props.shown.imageFileId}>
        {(fileId) => (
          <img
            class="aspect-2/1 w-full bg-sunken object-cover"
            src={pictureUrl(fileId())}
            alt=""
            width="640"
            height="320"
            loading="lazy"
            decoding="async"
          />
        )}
      </Show>
      <div class="flex flex-1 flex-col gap-2 p-4">
        <div class="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
          <h2 class="min-w-0 flex-1 basis-40 text-md font-bold tracking-tight [overflow-wrap:anywhere]">
            <A
              href={`/classes/${props.shown.id}`}
              class="after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {props.shown.name}
            </A>
          </h2>
          <Pill tone={standing().tone}>{standing().text}</Pill>
        </div>
        <ul class="flex flex-col gap-1 text-ink-2">
          <Line icon={<ClockIcon class="mt-1 size-4 flex-none text-ink-3" />}>
            <For each={timesText(props.shown.slots)} fallback={classesWords().timesOpen}>
              {(time) => <span class="block first-letter:uppercase">{time}</span>}
            </For>
          </Line>
          <Line icon={<UsersIcon class="mt-1 size-4 flex-none text-ink-3" />}>
            {[...whomText(props.shown), level()].filter(Boolean).join(" · ")}
          </Line>
          <Show when={location()}>
            <Line icon={<MapPinIcon class="mt-1 size-4 flex-none text-ink-3" />}>{location()}</Line>
          </Show>
        </ul>
        {props.children}
        <p class="mt-auto flex flex-wrap items-baseline justify-between gap-x-3 pt-1">
          <span class="font-semibold tabular-nums">
            <Show when={props.shown.monthMinor !== null}>
              {classesWords().month(formats().money(props.shown.monthMinor ?? 0))}
            </Show>
          </span>
          <span class="text-sm text-ink-3">{nextText(props.shown)}</span>
        </p>
      </div>
    </article>
  );
}

function Line(props: { icon: JSX.Element; children: JSX.Element }) {
  return (
    <li class="flex gap-2">
      {props.icon}
      <span class="min-w-0">{props.children}</span>
    </li>
  );
}
