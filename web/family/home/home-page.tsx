import { A } from "@solidjs/router";
import { onMount, Show } from "solid-js";
import { formats } from "../../shared/formats.ts";
import { buttonClass } from "../../shared/ui/button-class.ts";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { hasBegun } from "../landing/visit.ts";
import { school } from "../portal.ts";
import { hasRole, me } from "../session.ts";
import { currentLocation } from "../shell/location.ts";
import { offerWelcomeInfo } from "../shell/welcome-info.ts";
import { homeWords } from "../words/home.ts";
import { language } from "../words/language.ts";
import { ComingUp } from "./coming-up.tsx";
import { Tiles } from "./tiles.tsx";

/** Where everything begins: what is coming up, what is due, and the way to everything else. */
export default function HomePage() {
  // Only behind the landing page: whoever comes straight to work is not stopped.
  onMount(() => hasBegun() && offerWelcomeInfo());
  const title = () => {
    const guardian = me();
    if (!guardian) return homeWords().welcome(school().account.displayName);
    const { name, email } = guardian.login;
    // Who is no guardian in the school's records has no name there, only the address.
    return homeWords().hello(name === email ? undefined : name.split(" ")[0]);
  };
  return (
    <>
      <PageTitle class="text-xl font-bold tracking-tight text-balance" title={title()} />
      <Show
        when={me()}
        fallback={<p class="mt-1 text-ink-2">{school().settings.tagline || homeWords().lead}</p>}
      >
        <Family />
        <Due />
      </Show>
      <div
        class="mt-6 grid gap-x-8 gap-y-6"
        classList={{ "md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]": !!me() }}
      >
        <Show when={me()}>
          <ComingUp />
        </Show>
        <Tiles />
      </div>
    </>
  );
}

/** The children, and the location they are at home at. */
function Family() {
  const text = () => {
    const names = (me()?.students ?? []).map(({ firstName }) => firstName);
    const list = new Intl.ListFormat(language(), { type: "conjunction" }).format(names);
    return [list, currentLocation()?.name].filter(Boolean).join(" · ");
  };
  return <p class="mt-1 min-h-6 text-ink-2">{text()}</p>;
}

/** What the school waits for: answers to its policies, and money. */
function Due() {
  const owedMinor = () => me()?.balanceMinor ?? 0;
  const policies = () => me()?.policiesDue ?? 0;
  return (
    <div class="mt-4 flex flex-col gap-2.5 empty:hidden">
      <Show when={policies() > 0}>
        <DueCard
          title={homeWords().policiesDue(policies())}
          help={homeWords().policiesHelp}
          href="/policies"
          label={homeWords().read}
        />
      </Show>
      <Show when={me()?.confirmation}>
        {(asked) => (
          <DueCard
            title={homeWords().confirm(formats().money(asked().amountMinor))}
            help={homeWords().confirmHelp}
            href={`/account/confirm/${asked().attemptId}`}
            label={homeWords().confirmIt}
          />
        )}
      </Show>
      <Show when={hasRole("payer") && owedMinor() > (me()?.confirmation?.amountMinor ?? 0)}>
        <DueCard
          title={homeWords().owed(formats().money(owedMinor()))}
          help={homeWords().owedHelp}
          href="/account/payments"
          label={homeWords().pay}
        />
      </Show>
    </div>
  );
}

function DueCard(props: { title: string; help: string; href: string; label: string }) {
  return (
    <A href={props.href} class="flex items-center gap-4 rounded-lg bg-warn-soft px-4 py-3.5 hover:shadow-1">
      <span class="min-w-0 flex-1">
        <span class="block font-semibold tabular-nums">{props.title}</span>
        <span class="block text-sm text-ink-2">{props.help}</span>
      </span>
      <span class={buttonClass({ variant: "primary", class: "px-4" })}>{props.label}</span>
    </A>
  );
}
