import { createEffect, createSignal, For, Match, on, Show, Switch } from "solid-js";
import type { OwnMethods } from "../../../worker/domains/family-payments/shapes.ts";
import type { KeptMethod } from "../../../worker/domains/payments/shapes.ts";
import { api } from "../../shared/api.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { AccountPage } from "../account/parts.tsx";
import { paymentWords } from "../words/payments.ts";
import { createAddMethod } from "./add-method.ts";
import { MethodCard, methodTitle } from "./method-card.tsx";
import { MoneyTabs } from "./money-tabs.tsx";
import { Consent } from "./pay-part.tsx";

type Act = "remove" | "autopay" | "primary";
type Asked = { readonly act: Act; readonly method: KeptMethod };

/** The cards and bank accounts that the family keeps: added, removed, primary, autopay. */
export default function MethodsPage() {
  const methods = createQuery<OwnMethods>(() => "/payments/methods");
  const [asked, setAsked] = createSignal<Asked>();
  const [busy, setBusy] = createSignal(false);
  const words = paymentWords;
  const adding = createAddMethod(() => {
    showToast(words().kept, { tone: "good" });
    methods.refetch();
  });
  async function act(path: string, body: object) {
    setBusy(true);
    try {
      await api.post(path, body);
      setAsked(undefined);
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
      methods.refetch();
    }
  }
  const path = (method: KeptMethod, verb: string) => `/payments/methods/${method.id}/${verb}`;
  const autopay = (method: KeptMethod) => {
    if (method.autopayAt === null) return void setAsked({ act: "autopay", method });
    void act(path(method, "autopay"), { version: method.version, isOn: false });
  };
  const primary = (method: KeptMethod) => {
    if (drafted(methods.data()!)) return void setAsked({ act: "primary", method });
    void act(path(method, "primary"), { version: method.version });
  };
  return (
    <AccountPage title={words().methods}>
      <MoneyTabs />
      <div class="flex flex-col gap-4">
        <Switch>
          <Match when={methods.error() && !methods.data()}>
            <ErrorState error={methods.error()!} onRetry={methods.refetch} />
          </Match>
          <Match when={methods.data()}>
            {(seen) => (
              <>
                <Show
                  when={seen().methods.length > 0}
                  fallback={<EmptyState title={words().noMethods}>{words().noMethodsHelp}</EmptyState>}
                >
                  <ul class="flex flex-col gap-3">
                    <For each={seen().methods}>
                      {(method) => (
                        <MethodCard
                          method={method}
                          busy={busy()}
                          onPrimary={() => primary(method)}
                          onAutopay={() => autopay(method)}
                          onRemove={() => setAsked({ act: "remove", method })}
                        />
                      )}
                    </For>
                  </ul>
                </Show>
                <Show
                  when={seen().processor !== null}
                  fallback={<p class="text-ink-2">{words().notTaken}</p>}
                >
                  <Button
                    size="large"
                    class={seen().methods.length > 0 ? "self-start" : "-mt-8 self-center"}
                    icon={PlusIcon}
                    busy={adding.busy()}
                    onClick={adding.add}
                  >
                    {words().add}
                  </Button>
                </Show>
                <Question
                  asked={asked()}
                  methods={seen()}
                  busy={busy()}
                  onClose={() => setAsked(undefined)}
                  onAct={act}
                />
              </>
            )}
          </Match>
        </Switch>
      </div>
    </AccountPage>
  );
}

/** The one that drafts are taken from: what another primary one would end. */
const drafted = ({ methods }: OwnMethods) =>
  methods.find(({ isPrimary, autopayAt }) => isPrimary && autopayAt !== null);

type QuestionProps = {
  asked: Asked | undefined;
  methods: OwnMethods;
  busy: boolean;
  onClose: () => void;
  onAct: (path: string, body: object) => Promise<void>;
};

type Texts = (
  name: string,
  drafted: KeptMethod | undefined,
  asked: KeptMethod | undefined,
) => { title: string; help: string; back: string; go: string };

const TEXTS: Readonly<Record<Act, Texts>> = {
  remove(name, drafted, asked) {
    const { removeTitle, removeHelp, removeDrafted, keep, remove } = paymentWords();
    const help = drafted && drafted.id === asked?.id ? `${removeDrafted} ${removeHelp}` : removeHelp;
    return { title: removeTitle(name), help, back: keep, go: remove };
  },
  autopay(name) {
    const { autopayTitle, autopayHelp, cancel, switchOn } = paymentWords();
    return { title: autopayTitle(name), help: autopayHelp, back: cancel, go: switchOn };
  },
  primary(name, drafted) {
    const { primaryTitle, primaryHelp, cancel, makePrimary } = paymentWords();
    const help = drafted ? primaryHelp(methodTitle(drafted)) : "";
    return { title: primaryTitle(name), help, back: cancel, go: makePrimary };
  },
};

function Question(props: QuestionProps) {
  const [accepted, setAccepted] = createSignal<readonly string[]>([]);
  // What was ticked was ticked for one card, and nothing was said of the next.
  createEffect(
    on(
      () => props.asked,
      () => setAccepted([]),
      { defer: true },
    ),
  );
  const isAutopay = () => props.asked?.act === "autopay";
  const name = () => (props.asked ? methodTitle(props.asked.method) : "");
  const policies = () => (isAutopay() ? props.methods.policies : []);
  const texts = () =>
    TEXTS[props.asked?.act ?? "remove"](name(), drafted(props.methods), props.asked?.method);
  const isReady = () => policies().every(({ id, isRequired }) => !isRequired || accepted().includes(id));
  function carryOut() {
    const asked = props.asked;
    if (!asked) return;
    const { id, version } = asked.method;
    const given = policies()
      .filter((policy) => accepted().includes(policy.id))
      .map((policy) => ({ policyId: policy.id, versionId: policy.versionId }));
    const body = isAutopay() ? { version, isOn: true, policies: given } : { version };
    void props.onAct(`/payments/methods/${id}/${asked.act}`, body);
  }
  return (
    <Dialog
      open={props.asked !== undefined}
      onClose={props.onClose}
      size="narrow"
      title={texts().title}
      description={texts().help}
      actions={
        <>
          <Button onClick={props.onClose}>{texts().back}</Button>
          <Button
            variant={props.asked?.act === "remove" ? "danger" : "primary"}
            busy={props.busy}
            disabled={!isReady()}
            onClick={carryOut}
          >
            {texts().go}
          </Button>
        </>
      }
    >
      <For each={policies()}>
        {(policy) => (
          <Consent
            policy={policy}
            isOn={accepted().includes(policy.id)}
            onChange={(isOn) =>
              setAccepted((now) => (isOn ? [...now, policy.id] : now.filter((id) => id !== policy.id)))
            }
          />
        )}
      </For>
    </Dialog>
  );
}
