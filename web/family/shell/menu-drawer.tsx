import { A } from "@solidjs/router";
import { type Component, createSignal, For, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { Drawer } from "../../shared/ui/drawer.tsx";
import {
  ClipboardListIcon,
  FileTextIcon,
  InfoIcon,
  LanguagesIcon,
  LogInIcon,
  LogOutIcon,
  MapPinIcon,
  SearchIcon,
  SmartphoneIcon,
  UserPlusIcon,
  UsersIcon,
} from "../../shared/ui/icons.tsx";
import { chooseLanguage } from "../keep-language.ts";
import { school } from "../portal.ts";
import { me } from "../session.ts";
import { language } from "../words/language.ts";
import { shellWords } from "../words/shell.ts";
import { entries, shown } from "./entries.ts";
import { leave, switchTo } from "./leave.ts";
import { atLocation, currentLocation, hasLocations } from "./location.ts";
import { ThemeChoice } from "./theme-choice.tsx";
import { hasWelcomeInfo, openWelcomeInfo } from "./welcome-info.ts";

const rowClass =
  "flex min-h-11 w-full items-center gap-3 rounded-md px-3 text-left font-medium text-ink hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent";

/** Everything that the portal has, one under the other. */
export default function MenuDrawer(props: { onClose: () => void }) {
  const settings = () => school().settings;
  const close = () => props.onClose();
  const Row = (row: { href: string; icon: Component<{ class?: string }>; children: JSX.Element }) => (
    <li>
      <A href={row.href} class={rowClass} onClick={close}>
        <Dynamic component={row.icon} class="size-5 text-ink-3" />
        {row.children}
      </A>
    </li>
  );
  return (
    <Drawer
      open
      onClose={close}
      side="left"
      title={school().account.displayName}
      description={me() ? `${me()!.login.name} · ${me()!.family.name}` : undefined}
    >
      <nav aria-label={shellWords().menu} class="-mx-3 flex flex-col gap-1">
        <ul>
          <For each={shown([entries.home(), entries.booking()])}>
            {(entry) => (
              <Row href={entry.href} icon={entry.icon}>
                {entry.label}
              </Row>
            )}
          </For>
          <Show when={settings().showsClasses && settings().showsFinder}>
            <Row href={atLocation("/find")} icon={SearchIcon}>
              {shellWords().finder}
            </Row>
          </Show>
          <For each={shown([entries.account(), entries.news()])}>
            {(entry) => (
              <Row href={entry.href} icon={entry.icon}>
                {entry.label}
              </Row>
            )}
          </For>
          <Show when={me() || school().has.policies}>
            <Row href="/policies" icon={FileTextIcon}>
              {shellWords().policies}
            </Row>
          </Show>
          <Show when={school().has.staff}>
            <Row href="/staff" icon={UsersIcon}>
              {shellWords().staff}
            </Row>
          </Show>
          <Show when={hasWelcomeInfo()}>
            <li>
              <button
                type="button"
                class={rowClass}
                onClick={() => {
                  close();
                  openWelcomeInfo();
                }}
              >
                <InfoIcon class="size-5 text-ink-3" />
                {shellWords().welcomeInfo}
              </button>
            </li>
          </Show>
          <Show when={hasLocations()}>
            <Row href="/locations" icon={MapPinIcon}>
              <span class="min-w-0">
                {shellWords().switchLocation}
                <span class="block truncate text-sm text-ink-3">
                  {currentLocation()?.name ?? shellWords().allLocations}
                </span>
              </span>
            </Row>
          </Show>
        </ul>
        <FamilySwitch />
        <AppLinks />
        <hr class="my-2 border-line" />
        <button
          type="button"
          class={rowClass}
          lang={language() === "en" ? "es" : "en"}
          onClick={() => chooseLanguage(language() === "en" ? "es" : "en")}
        >
          <LanguagesIcon class="size-5 text-ink-3" />
          {shellWords().language}
        </button>
        <ThemeChoice />
        <hr class="my-2 border-line" />
        <Show
          when={me()}
          fallback={
            <ul>
              <Row href="/login" icon={LogInIcon}>
                {shellWords().logIn}
              </Row>
              <Show when={settings().takesNewAccounts}>
                <Row href="/create-account" icon={UserPlusIcon}>
                  {shellWords().createAccount}
                </Row>
              </Show>
            </ul>
          }
        >
          <LogOut />
        </Show>
      </nav>
    </Drawer>
  );
}

/** One log-in may open several families. */
function FamilySwitch() {
  const others = () => (me()?.families ?? []).filter(({ id }) => id !== me()?.family.id);
  const [busy, setBusy] = createSignal(false);
  return (
    <Show when={others().length > 0}>
      <p class="px-3 pt-3 text-sm font-semibold text-ink-3">{shellWords().switchFamily}</p>
      <ul>
        <For each={others()}>
          {(family) => (
            <li>
              <button
                type="button"
                class={rowClass}
                aria-disabled={busy()}
                onClick={() => {
                  if (busy()) return;
                  setBusy(true);
                  void switchTo(family.id).finally(() => setBusy(false));
                }}
              >
                <ClipboardListIcon class="size-5 text-ink-3" />
                {family.name}
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function AppLinks() {
  const links = () => {
    const { appleAppUrl, googleAppUrl } = school().settings;
    return [
      { href: appleAppUrl, label: shellWords().appleApp },
      { href: googleAppUrl, label: shellWords().googleApp },
    ].filter(({ href }) => href !== "");
  };
  return (
    <For each={links()}>
      {({ href, label }) => (
        <a class={rowClass} href={href} target="_blank" rel="noopener noreferrer">
          <SmartphoneIcon class="size-5 text-ink-3" />
          {label}
        </a>
      )}
    </For>
  );
}

function LogOut() {
  const [busy, setBusy] = createSignal(false);
  return (
    <button
      type="button"
      class={rowClass}
      aria-disabled={busy()}
      onClick={() => {
        if (busy()) return;
        setBusy(true);
        void leave().finally(() => setBusy(false));
      }}
    >
      <LogOutIcon class="size-5 text-ink-3" />
      {shellWords().logOut}
    </button>
  );
}
