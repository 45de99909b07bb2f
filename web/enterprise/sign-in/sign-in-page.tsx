import { useLocation, useSearchParams } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import { buttonClass } from "../../shared/ui/button-class.ts";
import { Entrance } from "../../shared/ui/entrance.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { portalBase } from "../session.ts";
import { providers } from "./providers.tsx";
import { refusalWords } from "./refusals.ts";

/** Both ways in: for whoever has an account here already, and for whoever was sent an invitation. */
export default function SignInPage() {
  const place = useLocation();
  const [params] = useSearchParams<{
    next?: string;
    refused?: string;
    ended?: string;
    as?: string;
    invite?: string;
  }>();
  const isInvited = () => place.pathname === `${portalBase}/join` || params.invite !== undefined;
  const href = (provider: string) => {
    const query = new URLSearchParams();
    if (params.next) query.set("next", params.next);
    if (params.invite) query.set("invite", params.invite);
    return `${portalBase}/sign-in/${provider}?${query}`;
  };
  const lead = (): JSX.Element =>
    isInvited()
      ? "You were invited to look after several accounts from one place. Choose how you will sign in from now on; the address must be the one that was invited."
      : "All your accounts in one place. Sign in with the address that your Admin invited.";
  return (
    <Entrance title={isInvited() ? "Join the enterprise portal" : "Enterprise portal"} lead={lead()}>
      <div class="flex flex-col gap-3">
        <Show when={params.refused ? refusalWords(params.refused, params.as) : undefined}>
          {(words) => (
            <Notice tone="bad" title={words().title}>
              {words().text}
            </Notice>
          )}
        </Show>
        <Show when={params.ended}>
          <Notice tone="plain" title="You have been signed out">
            Sign in again to go on where you were.
          </Notice>
        </Show>
        <For each={providers}>
          {({ id, label, Logo }) => (
            <a
              href={href(id)}
              rel="external"
              class={`${buttonClass({ size: "large" })} w-full justify-center`}
            >
              <Logo />
              {label}
            </a>
          )}
        </For>
        <p class="mt-2 text-sm text-ink-3">
          Two-step verification and password rules are those of your Google or Microsoft account.
        </p>
      </div>
    </Entrance>
  );
}
