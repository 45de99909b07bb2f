import { useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { api } from "../../shared/api.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { signInWords } from "../words/sign-in.ts";
import { Entrance } from "./entrance.tsx";
import { entered, takeHash } from "./journey.ts";
import { NewPasswordForm } from "./new-password-form.tsx";

export default function ResetPasswordPage() {
  const words = signInWords;
  const navigate = useNavigate();
  const token = takeHash();
  return (
    <Entrance title={words().resetTitle} lead={words().resetLead}>
      <Show when={token !== ""} fallback={<Notice tone="bad">{words().incomplete}</Notice>}>
        <NewPasswordForm
          label={words().savePassword}
          send={(password, idempotencyKey) =>
            api.post("/password-resets/redeem", { token, password }, { idempotencyKey })
          }
          onEntered={(me) => {
            entered(me);
            navigate("/home", { replace: true });
          }}
        />
      </Show>
      <div class="mt-5">
        <ButtonLink href="/login">{words().askAnew}</ButtonLink>
      </div>
    </Entrance>
  );
}
