import { A, Navigate, useNavigate } from "@solidjs/router";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { AfterCode, FamilyMe } from "../../../worker/domains/family-sessions/schemas.ts";
import { school } from "../portal.ts";
import { me } from "../session.ts";
import { createAccountWords } from "../words/create-account.ts";
import { signInWords } from "../words/sign-in.ts";
import { CodeStep } from "./code-step.tsx";
import { EmailStep } from "./email-step.tsx";
import { Entrance } from "./entrance.tsx";
import { email, entered, proof, setFamilies, setProof } from "./journey.ts";
import { NewFamilyWizard } from "./new-family-wizard.tsx";

/** A family that is new to the school: first the mailbox, then who they are. */
export default function CreateAccountPage() {
  const words = createAccountWords;
  const navigate = useNavigate();
  const [step, setStep] = createSignal<"email" | "code" | "closed">("email");

  function come(guardian: FamilyMe) {
    entered(guardian);
    navigate("/home", { replace: true });
  }

  function goOn(after: AfterCode) {
    if (after.next === "signed_in") return come(after.me);
    if (after.next === "closed") return setStep("closed");
    setProof(after.proof);
    if (after.next === "create_account") return;
    setFamilies(after.families);
    navigate("/login");
  }

  const isClosed = () => step() === "closed" || !school().settings.takesNewAccounts;
  return (
    <Show when={!me()} fallback={<Navigate href="/home" />}>
      <Switch>
        <Match when={isClosed()}>
          <Entrance title={signInWords().closedTitle} lead={signInWords().closedLead}>
            <A class="link" href="/login">
              {words().haveOne}
            </A>
          </Entrance>
        </Match>
        <Match when={proof()}>{(proved) => <NewFamilyWizard proof={proved()} onEntered={come} />}</Match>
        <Match when={step() === "email"}>
          <Entrance title={words().title} lead={words().lead}>
            <EmailStep
              isNew
              onSent={() => setStep("code")}
              beside={
                <A class="link flex min-h-11 items-center self-start" href="/login">
                  {words().haveOne}
                </A>
              }
            />
          </Entrance>
        </Match>
        <Match when={step() === "code"}>
          <Entrance title={signInWords().codeTitle} lead={signInWords().codeLead(email())}>
            <CodeStep isMailed onVerified={goOn} />
            <button type="button" class="link mt-5 min-h-11" onClick={() => setStep("email")}>
              {words().back}
            </button>
          </Entrance>
        </Match>
      </Switch>
    </Show>
  );
}
