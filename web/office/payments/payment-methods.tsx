import { createSignal, For, Show } from "solid-js";
import type { FamilyMethods, KeptMethod } from "../../../worker/domains/payments/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { createAddMethod } from "./add-method.ts";
import { AttemptRow } from "./attempt-row.tsx";
import { AutopayDialog } from "./autopay-dialog.tsx";
import { familyMethodsPath } from "./calls.ts";
import { makePrimary, PrimaryDialog } from "./primary-dialog.tsx";
import { RemoveMethodDialog } from "./remove-method-dialog.tsx";
import { expiryText, methodTitle } from "./words.ts";

type Asked = { act: "autopay" | "primary" | "remove"; method: KeptMethod };

/** What a family pays with, and payments of which the end is not known or was not good. */
export function PaymentMethods(props: { familyId: string }) {
  const query = createQuery<FamilyMethods>(() => familyMethodsPath(props.familyId));
  const [asked, setAsked] = createSignal<Asked>();
  const adding = createAddMethod(() => props.familyId);
  const mayChange = () => can("payments", "full");
  return (
    <Show when={query.data()}>
      {(found) => (
        <section
          aria-label="Payment methods"
          class="flex flex-col gap-2 border-t border-line pt-3"
          data-no-print
        >
          <div class="flex flex-wrap items-center gap-3">
            <h3 class="text-sm font-semibold">Payment methods</h3>
            <Show when={found().processor !== null && mayChange()}>
              <Button size="small" icon={PlusIcon} busy={adding.busy()} onClick={adding.add}>
                Add card or bank account
              </Button>
            </Show>
          </div>
          <Show when={found().methods.length === 0}>
            <p class="text-sm text-ink-3">
              {found().processor === null
                ? "Cards and bank accounts can be kept once a payment processor is connected in Settings."
                : "No card or bank account is kept for this family."}
            </p>
          </Show>
          <ul class="flex flex-col">
            <For each={found().methods}>
              {(method) => (
                <MethodRow
                  method={method}
                  mayChange={mayChange()}
                  onPrimary={() =>
                    drafted(found()) ? setAsked({ act: "primary", method }) : void makePrimary(method)
                  }
                  onAsk={(act) => setAsked({ act, method })}
                />
              )}
            </For>
          </ul>
          <Show when={found().attempts.length > 0}>
            <ul aria-label="Payments under way or declined" class="flex flex-col">
              <For each={found().attempts}>
                {(attempt) => <AttemptRow attempt={attempt} mayChange={mayChange()} />}
              </For>
            </ul>
          </Show>
          <Show when={asked()} keyed>
            {({ act, method }) =>
              act === "primary" ? (
                <PrimaryDialog
                  method={method}
                  drafted={drafted(found())!}
                  onClose={() => setAsked(undefined)}
                />
              ) : act === "autopay" ? (
                <AutopayDialog
                  method={method}
                  guardianName={method.guardianName ?? found().primaryGuardianName ?? ""}
                  onClose={() => setAsked(undefined)}
                />
              ) : (
                <RemoveMethodDialog method={method} onClose={() => setAsked(undefined)} />
              )
            }
          </Show>
        </section>
      )}
    </Show>
  );
}

/** The one that drafts are taken from: what another primary one would end. */
const drafted = (found: FamilyMethods) =>
  found.methods.find(({ isPrimary, autopayAt }) => isPrimary && autopayAt !== null);

type MethodRowProps = {
  method: KeptMethod;
  mayChange: boolean;
  onPrimary: () => void;
  onAsk: (act: "autopay" | "remove") => void;
};

function MethodRow(props: MethodRowProps) {
  const method = () => props.method;
  return (
    <li class="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5">
      <span class="min-w-0 flex-1">
        <span class="flex flex-wrap items-center gap-2">
          <span class="font-medium">{methodTitle(method())}</span>
          <Show when={method().isPrimary}>
            <Pill tone="accent">Primary</Pill>
          </Show>
          <Show when={method().autopayAt !== null}>
            <Show when={method().mayDraft} fallback={<Pill tone="warn">Autopay takes nothing</Pill>}>
              <Pill tone="good">Autopay</Pill>
            </Show>
          </Show>
          <Show when={method().invalidReason !== null || method().expiry === "expired"}>
            <Pill tone="bad">Cannot be charged</Pill>
          </Show>
          <Show when={method().expiry === "soon" && method().invalidReason === null}>
            <Pill tone="warn">Expires soon</Pill>
          </Show>
        </span>
        <span class="block text-sm text-ink-3 [overflow-wrap:anywhere]">
          {[method().holder, expiryText(method()), method().invalidReason].filter(Boolean).join(" · ")}
          <Show when={method().autopayAt}>
            {(at) => (
              <>{` · Authorised by ${method().autopayBy ?? "the family"}, ${formats().instant(at())}`}</>
            )}
          </Show>
        </span>
      </span>
      <Show when={props.mayChange}>
        <span class="flex flex-wrap gap-2">
          <Show when={!method().isPrimary && method().mayBePrimary}>
            <Button size="small" onClick={props.onPrimary}>
              Make primary
            </Button>
          </Show>
          <Show when={method().mayDraft || method().autopayAt !== null}>
            <Button size="small" onClick={() => props.onAsk("autopay")}>
              {method().autopayAt === null ? "Turn autopay on…" : "Turn autopay off…"}
            </Button>
          </Show>
          <Button
            size="small"
            aria-label={`Remove ${methodTitle(method())}`}
            onClick={() => props.onAsk("remove")}
          >
            Remove…
          </Button>
        </span>
      </Show>
    </li>
  );
}
