import { A } from "@solidjs/router";
import { type Component, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ChevronRightIcon, FileTextIcon, InfoIcon, MapPinIcon, UsersIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { school } from "../portal.ts";
import { me } from "../session.ts";
import { hasMore } from "../shell/entries.ts";
import { hasWelcomeInfo, openWelcomeInfo } from "../shell/welcome-info.ts";
import { moreWords } from "../words/more.ts";

interface Row {
  readonly label: string;
  readonly help: string;
  readonly icon: Component<{ class?: string }>;
  readonly to: string | (() => void);
  readonly isShown: boolean;
}

/** What has no place of its own in the toolbar. */
export default function MorePage() {
  const rows = (): Row[] => {
    const words = moreWords();
    const { has, locations } = school();
    return [
      {
        label: words.welcomeInfo,
        help: words.welcomeInfoHelp,
        icon: InfoIcon,
        to: openWelcomeInfo,
        isShown: hasWelcomeInfo(),
      },
      { label: words.staff, help: words.staffHelp, icon: UsersIcon, to: "/staff", isShown: has.staff },
      {
        label: words.policies,
        help: words.policiesHelp,
        icon: FileTextIcon,
        to: "/policies",
        isShown: has.policies || !!me(),
      },
      {
        label: words.locations(locations.length),
        help: words.locationsHelp,
        icon: MapPinIcon,
        to: "/locations",
        isShown: locations.length > 0,
      },
    ];
  };
  return (
    <div class="mx-auto max-w-2xl">
      <PageTitle class="mb-4 text-xl font-bold tracking-tight" title={moreWords().more} />
      <Show
        when={hasMore() || me()}
        fallback={
          <EmptyState icon={InfoIcon} title={moreWords().nothing}>
            {moreWords().nothingHelp}
          </EmptyState>
        }
      >
        <ul class="divide-y divide-line overflow-hidden rounded-lg border border-line bg-sheet">
          <For each={rows().filter(({ isShown }) => isShown)}>
            {(row) => (
              <li>
                <Pressed to={row.to}>
                  <Dynamic component={row.icon} class="size-5.5 text-accent" />
                  <span class="min-w-0 flex-1">
                    <span class="block font-semibold">{row.label}</span>
                    <span class="block text-sm text-ink-2">{row.help}</span>
                  </span>
                  <ChevronRightIcon class="size-5 text-ink-3" />
                </Pressed>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  );
}

const rowClass = "flex min-h-18 w-full items-center gap-4 px-4 py-3 text-left hover:bg-hover";

function Pressed(props: { to: Row["to"]; children: JSX.Element }) {
  const href = () => (typeof props.to === "string" ? props.to : undefined);
  const press = () => typeof props.to === "function" && props.to();
  return (
    <Show
      when={href()}
      fallback={
        <button type="button" class={rowClass} onClick={press}>
          {props.children}
        </button>
      }
    >
      {(address) => (
        <A href={address()} class={rowClass}>
          {props.children}
        </A>
      )}
    </Show>
  );
}
