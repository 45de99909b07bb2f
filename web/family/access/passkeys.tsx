import { createSignal, For, Show } from "solid-js";
import type { OwnPasskey } from "../../../worker/domains/family-logins/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { cardClass } from "../account/parts.tsx";
import { hasPasskeys, makePasskey } from "../sign-in/passkey.ts";
import { checked } from "../sign-in/required.ts";
import { accessWords } from "../words/access.ts";
import { act } from "./act.ts";
import { deviceName } from "./device-name.ts";
import { Section } from "./section.tsx";

export function Passkeys(props: { passkeys: readonly OwnPasskey[] }) {
  const words = accessWords;
  const [naming, setNaming] = createSignal<OwnPasskey | "new">();
  return (
    <Show when={hasPasskeys() || props.passkeys.length > 0}>
      <Section title={words().passkeys} help={words().passkeysHelp}>
        <Show when={props.passkeys.length > 0}>
          <ul class={`${cardClass} divide-y divide-line`}>
            <For each={props.passkeys}>
              {(passkey) => <Passkey passkey={passkey} onRename={() => setNaming(passkey)} />}
            </For>
          </ul>
        </Show>
        <Show when={hasPasskeys()}>
          <div>
            <Button icon={PlusIcon} onClick={() => setNaming("new")}>
              {words().addPasskey}
            </Button>
          </div>
        </Show>
        <Show when={naming()}>
          {(which) => <NameDialog passkey={which()} onClose={() => setNaming(undefined)} />}
        </Show>
      </Section>
    </Show>
  );
}

function Passkey(props: { passkey: OwnPasskey; onRename: () => void }) {
  const words = accessWords;
  const { id, name, version } = props.passkey;
  const told = () => {
    const { createdAt, lastUsedAt } = props.passkey;
    const added = words().added(formats().ago(createdAt));
    return lastUsedAt === null ? added : `${added}, ${words().used(formats().ago(lastUsedAt))}`;
  };
  const remove = () => act(() => api.delete(`/passkeys/${id}`, { version }), words().passkeyRemoved);
  return (
    <li class="flex flex-wrap items-center gap-3 px-4 py-3">
      <div class="min-w-48 flex-1">
        <p class="font-semibold [overflow-wrap:anywhere]">{name}</p>
        <p class="text-sm text-ink-2">{told()}</p>
      </div>
      <div class="flex gap-3">
        <Button aria-label={`${words().rename}: ${name}`} onClick={() => props.onRename()}>
          {words().rename}
        </Button>
        <Button aria-label={`${words().remove}: ${name}`} onClick={() => void remove()}>
          {words().remove}
        </Button>
      </div>
    </li>
  );
}

function NameDialog(props: { passkey: OwnPasskey | "new"; onClose: () => void }) {
  const words = accessWords;
  const known = props.passkey === "new" ? undefined : props.passkey;
  const form = createForm({
    initial: { name: known?.name ?? deviceName(navigator.userAgent) ?? words().browser },
    schema: checked(({ name }: { name: string }) => ({ name: name.trim() === "" && words().mustName })),
    send: async ({ name }) => {
      if (known) await act(() => api.patch(`/passkeys/${known.id}`, { name, version: known.version }));
      else {
        const outcome = await makePasskey(name);
        if (outcome === "known") showToast(words().passkeyKnown, { tone: "bad" });
        if (outcome === "made") await act(async () => {}, words().passkeyAdded);
      }
    },
    onSaved: () => props.onClose(),
  });
  return (
    <Dialog
      open
      size="narrow"
      title={known ? words().rename : words().addPasskey}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{words().cancel}</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {words().save}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label={words().passkeyName} maxlength={60} autofocus />
      </form>
    </Dialog>
  );
}
