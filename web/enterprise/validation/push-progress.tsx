import { createEffect, createSignal, For, on, onCleanup, Show } from "solid-js";
import type { NamePush, PushAccount } from "../../../worker/enterprise/validation/schemas.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Undo2Icon } from "../../shared/ui/icons.tsx";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";
import { ProgressTrack } from "../../shared/ui/progress-bar.tsx";
import { AccountKey } from "../accounts/account-key.tsx";

const pollMs = 700;

/** How a renaming goes, account by account, and the way back. */
export function PushProgress(props: { id: string; onChange: () => void }) {
  const push = createQuery<NamePush>(() => `/validation/pushes/${props.id}`);
  const [busy, setBusy] = createSignal(false);
  const isOpen = () => push.data()?.state === "running" || push.data()?.state === "undoing";
  createEffect(() => {
    if (!push.data() || !isOpen()) return;
    const timer = setTimeout(push.refetch, pollMs);
    onCleanup(() => clearTimeout(timer));
  });
  createEffect(
    on(
      () => push.data()?.state,
      (state, before) => {
        if (state === undefined || isOpen() || before === state) return;
        invalidate("/validation/pushes", "/validation/accounts");
        props.onChange();
      },
    ),
  );
  async function undo() {
    setBusy(true);
    try {
      await api.post(`/validation/pushes/${props.id}/undo`);
      push.refetch();
    } catch (cause) {
      showProblem(cause, "It could not be undone");
    } finally {
      setBusy(false);
    }
  }
  return (
    <Show when={push.data()}>
      {(data) => (
        <div class="flex flex-col gap-2">
          <div class="flex min-h-8 items-center gap-3">
            <p class="flex-1 font-medium" role="status">
              {headline(data())}
            </p>
            <Show when={data().canUndo}>
              <Button size="small" icon={Undo2Icon} busy={busy()} onClick={() => void undo()}>
                Undo
              </Button>
            </Show>
          </div>
          <Show when={isOpen()}>
            <ProgressTrack
              label="Accounts"
              done={data().accounts.filter(({ state }) => state !== "waiting").length}
              total={data().accounts.length}
            />
          </Show>
          <ul class="divide-y divide-line" aria-label="Result by account">
            <For each={data().accounts}>
              {(account) => (
                <li class="flex flex-wrap items-center gap-x-2 py-1.5">
                  <AccountKey account={{ id: account.accountId, name: account.accountName }} path="/audit" />
                  <span class="min-w-0 flex-1 font-medium">{account.accountName}</span>
                  <Pill tone={look(account, data()).tone} dot>
                    {look(account, data()).label}
                  </Pill>
                  <Show when={account.error}>
                    <p class="w-full pb-1 pl-10 text-sm text-ink-2">{account.error}</p>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </div>
      )}
    </Show>
  );
}

function headline(push: NamePush): string {
  const done = push.accounts.filter(({ state }) => state === "done").length;
  switch (push.state) {
    case "running":
      return "Renaming…";
    case "undoing":
      return "Giving the name back…";
    case "undone":
      return done > 0 ? `Undone, except in ${done}` : "Undone: the old name stands again";
    case "done":
      return done === push.accounts.length ? "Renamed" : `Renamed in ${done} of ${push.accounts.length}`;
  }
}

function look({ state }: PushAccount, push: NamePush): { label: string; tone: PillTone } {
  if (state === "waiting") return { label: "Waiting", tone: "plain" };
  if (state === "failed") return { label: "Not renamed", tone: "warn" };
  if (state === "undone") return { label: "Given back", tone: "plain" };
  return push.state === "undone"
    ? { label: "Could not be undone", tone: "warn" }
    : { label: "Renamed", tone: "good" };
}
