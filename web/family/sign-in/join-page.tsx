import { useNavigate } from "@solidjs/router";
import { createResource, Match, Show, Switch } from "solid-js";
import type { InviteView } from "../../../worker/domains/family-logins/schemas.ts";
import type { FamilyMe } from "../../../worker/domains/family-sessions/schemas.ts";
import { api } from "../../shared/api.ts";
import { toApiError } from "../../shared/api-error.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { Spinner } from "../../shared/ui/spinner.tsx";
import { signInWords } from "../words/sign-in.ts";
import { Entrance } from "./entrance.tsx";
import { inOurWords } from "./in-our-words.ts";
import { entered, takeHash } from "./journey.ts";
import { NewPasswordForm } from "./new-password-form.tsx";

/** An invitation to a family, as the person who was invited sees it. */
export default function JoinPage() {
  const words = signInWords;
  const navigate = useNavigate();
  const token = takeHash();
  const [found] = createResource(async () => {
    if (token === "") return { problem: words().incomplete };
    try {
      return { invite: await inOurWords(api.post<InviteView>("/invites/look", { token })) };
    } catch (cause) {
      return { problem: toApiError(cause).problem.title };
    }
  });
  const come = (me: FamilyMe) => {
    entered(me);
    navigate("/home", { replace: true });
  };
  const accept = (password: string | null, idempotencyKey: string) =>
    api.post<{ me: FamilyMe }>("/invites/accept", { token, password }, { idempotencyKey });
  return (
    <Switch fallback={<Spinner />}>
      <Match when={found()?.problem}>
        {(problem) => (
          <Entrance title={words().logIn}>
            <div class="flex flex-col items-start gap-5">
              <Notice tone="bad">{problem()}</Notice>
              <ButtonLink href="/login">{words().logIn}</ButtonLink>
            </div>
          </Entrance>
        )}
      </Match>
      <Match when={found()?.invite}>
        {(invite) => (
          <Entrance
            title={words().joinTitle(invite().familyName)}
            lead={`${words().joinLead(invite().email)} ${words().joinRole[invite().role]}`}
          >
            <Show
              when={!invite().hasLogin}
              fallback={<AcceptForm send={(key) => accept(null, key)} onEntered={come} />}
            >
              <NewPasswordForm
                username={invite().email}
                label={words().join}
                send={accept}
                onEntered={come}
              />
            </Show>
          </Entrance>
        )}
      </Match>
    </Switch>
  );
}

type AcceptFormProps = {
  send: (idempotencyKey: string) => Promise<{ me: FamilyMe }>;
  onEntered: (me: FamilyMe) => void;
};

function AcceptForm(props: AcceptFormProps) {
  const form = createForm({
    initial: {},
    send: (_values, idempotencyKey) => inOurWords(props.send(idempotencyKey)),
    onSaved: (answer) => props.onEntered(answer.me),
  });
  return (
    <form class="flex flex-col gap-5" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <p class="text-ink-2">{signInWords().joinKnown}</p>
      <Button type="submit" variant="primary" size="large" busy={form.submitting()}>
        {signInWords().join}
      </Button>
    </form>
  );
}
