import { A } from "@solidjs/router";
import { type Component, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import {
  CalendarIcon,
  InfoIcon,
  LogInIcon,
  NewspaperIcon,
  SearchIcon,
  UserIcon,
  UserPlusIcon,
} from "../../shared/ui/icons.tsx";
import { school } from "../portal.ts";
import { me } from "../session.ts";
import { atLocation } from "../shell/location.ts";
import { hasWelcomeInfo, openWelcomeInfo } from "../shell/welcome-info.ts";
import { homeWords } from "../words/home.ts";

interface Tile {
  readonly label: string;
  readonly icon: Component<{ class?: string }>;
  /** An address, or what is opened on top of the page. */
  readonly to: string | (() => void);
  readonly isShown: boolean;
}

const tileClass =
  "flex min-h-23 w-full flex-col justify-between gap-3 rounded-lg border border-line bg-sheet p-3.5 text-left font-semibold hover:border-line-strong hover:shadow-1";

/** The way to everything that the school has switched on. */
export function Tiles() {
  const tiles = (): Tile[] => {
    const words = homeWords();
    const { settings, has } = school();
    const isStranger = !me();
    return [
      {
        label: words.classes,
        icon: CalendarIcon,
        to: atLocation("/classes"),
        isShown: settings.showsClasses,
      },
      {
        label: words.finder,
        icon: SearchIcon,
        to: atLocation("/find"),
        isShown: settings.showsClasses && settings.showsFinder,
      },
      { label: words.account, icon: UserIcon, to: "/account", isShown: true },
      { label: words.news, icon: NewspaperIcon, to: "/news", isShown: has.news },
      { label: words.logIn, icon: LogInIcon, to: "/login", isShown: isStranger },
      {
        label: words.createAccount,
        icon: UserPlusIcon,
        to: "/create-account",
        isShown: isStranger && settings.takesNewAccounts,
      },
      { label: words.welcomeInfo, icon: InfoIcon, to: openWelcomeInfo, isShown: hasWelcomeInfo() },
    ];
  };
  return (
    <section aria-labelledby="book">
      <h2 id="book" class="mb-2 flex min-h-11 items-center text-md font-bold tracking-tight">
        {homeWords().book}
      </h2>
      <ul class="grid grid-cols-2 gap-2.5" classList={{ "sm:grid-cols-3": !me(), "md:grid-cols-2": !!me() }}>
        <For each={tiles().filter(({ isShown }) => isShown)}>
          {(tile) => (
            <li class="grid">
              <Face tile={tile} />
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function Face(props: { tile: Tile }) {
  const face = () => (
    <>
      <Dynamic component={props.tile.icon} class="size-5.5 text-accent" />
      <span>{props.tile.label}</span>
    </>
  );
  const href = () => (typeof props.tile.to === "string" ? props.tile.to : undefined);
  const open = () => typeof props.tile.to === "function" && props.tile.to();
  return (
    <Show
      when={href()}
      fallback={
        <button type="button" class={tileClass} onClick={open}>
          {face()}
        </button>
      }
    >
      {(address) => (
        <A href={address()} class={tileClass}>
          {face()}
        </A>
      )}
    </Show>
  );
}
