import { useNavigate, useSearchParams } from "@solidjs/router";
import { createSignal, Match, Switch } from "solid-js";
import type { AfterCode, FamilyMe } from "../../../worker/domains/family-sessions/schemas.ts";
import { api } from "../../shared/api.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { signInWords } from "../words/sign-in.ts";
import { CodeStep } from "./code-step.tsx";
import { EmailStep, type Way } from "./email-step.tsx";
import { Entrance } from "./entrance.tsx";
import { ForgotStep } from "./forgot-step.tsx";
import { email, entered, families, proof, setEmail, setFamilies, setProof, takeHash } from "./journey.ts";
import { NewPasswordForm } from "./new-password-form.tsx";
import { PasskeyButton } from "./passkey-button.tsx";
import { PasswordStep } from "./password-step.tsx";
import { safeNext } from "./safe-next.ts";

type Step = "email" | "password" | "code" | "first_password" | "forgot" | "closed";

export default function LoginPage() {
  const words = signInWords;
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const mailed = new URLSearchParams(takeHash());
  const hasCode = mailed.has("code") && mailed.has("email");
  if (hasCode) setEmail(mailed.get("email") ?? "");
  const isKnown = proof() !== undefined && families().length > 0;
  const [step, setStep] = createSignal<Step>(hasCode ? "code" : isKnown ? "first_password" : "email");

  function come(me: FamilyMe) {
    entered(me);
    navigate(safeNext(params.next), { replace: true });
  }

  function goOn(after: AfterCode) {
    if (after.next === "signed_in") return come(after.me);
    if (after.next === "closed") return setStep("closed");
    setProof(after.proof);
    if (after.next === "create_account") return navigate("/create-account");
    setFamilies(after.families);
    setStep("first_password");
  }

  const [isMailed, setIsMailed] = createSignal(false);
  const afterEmail = (way: Way) => {
    setIsMailed(way === "code");
    setStep(way === "code" ? "code" : "password");
  };
  const whose = () => (
    <>
      <span class="font-semibold text-ink">{email()}</span>{" "}
      <button type="button" class="link ml-2 min-h-11" onClick={() => setStep("email")}>
        {words().change}
      </button>
    </>
  );

  return (
    <Switch>
      <Match when={step() === "email"}>
        <Entrance title={words().logIn} lead={words().questionHelp}>
          <EmailStep onSent={afterEmail} beside={<PasskeyButton onEntered={come} />} />
        </Entrance>
      </Match>
      <Match when={step() === "password"}>
        <Entrance title={words().hello} lead={whose()}>
          <PasswordStep onEntered={come} onCode={() => setStep("code")} onForgot={() => setStep("forgot")} />
        </Entrance>
      </Match>
      <Match when={step() === "code"}>
        <Entrance
          title={words().codeTitle}
          lead={isMailed() ? words().codeLead(email()) : words().codeAsk(email())}
        >
          <CodeStep code={mailed.get("code") ?? undefined} isMailed={isMailed()} onVerified={goOn} />
          <Back onClick={() => setStep("email")} />
        </Entrance>
      </Match>
      <Match when={step() === "first_password"}>
        <Entrance title={words().firstTitle} lead={words().firstLead(families().join(", "))}>
          <NewPasswordForm
            username={email()}
            label={words().savePassword}
            send={(password, idempotencyKey) =>
              api.post("/sign-in/password", { proof: proof(), password }, { idempotencyKey })
            }
            onEntered={come}
          />
        </Entrance>
      </Match>
      <Match when={step() === "forgot"}>
        <Entrance title={words().forgotTitle} lead={words().forgotLead}>
          <ForgotStep onCode={() => setStep("code")} />
          <Back onClick={() => setStep("password")} />
        </Entrance>
      </Match>
      <Match when={step() === "closed"}>
        <Entrance title={words().closedTitle} lead={words().closedLead}>
          <ButtonLink href="/locations" variant="primary" size="large">
            {words().contact}
          </ButtonLink>
        </Entrance>
      </Match>
    </Switch>
  );
}

function Back(props: { onClick: () => void }) {
  return (
    <button type="button" class="link mt-5 min-h-11" onClick={() => props.onClick()}>
      {signInWords().back}
    </button>
  );
}
