import { createSignal } from "solid-js";
import { api } from "../../shared/api.ts";
import { Button } from "../../shared/ui/button.tsx";
import { me } from "../session.ts";
import { accessWords } from "../words/access.ts";
import { language } from "../words/language.ts";
import { act } from "./act.ts";
import { Section } from "./section.tsx";

/** A new password begins in the mailbox, also for whoever is signed in: a phone that lies around must not be enough. */
export function Password() {
  const words = accessWords;
  const [busy, setBusy] = createSignal(false);
  const email = () => me()?.login.email ?? "";
  const mailLink = async () => {
    setBusy(true);
    const body = { email: email(), language: language() };
    await act(() => api.post("/password-resets", body), words().linkSent(email()));
    setBusy(false);
  };
  return (
    <Section title={words().password} help={words().passwordHelp}>
      <div>
        <Button busy={busy()} onClick={() => void mailLink()}>
          {words().mailLink}
        </Button>
      </div>
    </Section>
  );
}
