import { useNavigate, useSearchParams } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { setQuery } from "../../shared/query.ts";
import { type Me, setMe } from "../../shared/session.ts";
import { Entrance } from "../../shared/ui/entrance.tsx";
import { accountName, portalBase } from "../account/account.ts";
import { ForgotPassword } from "./forgot-password.tsx";
import { LoginForm } from "./login-form.tsx";

/** Only pages of this portal: an address from outside must not send anybody elsewhere after the log-in. */
function safeNext(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith(`${portalBase}/`)) return "/";
  return next.slice(portalBase.length);
}

export default function LoginPage() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [forgotten, setForgotten] = createSignal(false);

  function enter(me: Me) {
    setQuery("/session", me);
    setMe(me);
    navigate(safeNext(params.next), { replace: true });
  }

  return (
    <Show
      when={!forgotten()}
      fallback={
        <Entrance title="Choose a new password" lead="We mail you a link that lets you choose one.">
          <ForgotPassword onBack={() => setForgotten(false)} />
        </Entrance>
      }
    >
      <Entrance
        title="Log in"
        lead={
          <>
            Office of <strong class="font-semibold text-ink">{accountName}</strong>
          </>
        }
      >
        <LoginForm
          onEntered={enter}
          beside={
            <button type="button" class="link self-center py-1" onClick={() => setForgotten(true)}>
              Forgot your password?
            </button>
          }
        />
      </Entrance>
    </Show>
  );
}
