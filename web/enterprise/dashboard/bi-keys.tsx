import { createSignal, For, Show } from "solid-js";
import type { BiToken } from "../../../worker/enterprise/bi/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyText } from "../../shared/ui/copy-text.tsx";
import { KeyRoundIcon, PlusIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";

/** Keys with which other programs read these figures; a new one is shown once. */
export function BiKeys() {
  const query = createQuery<{ tokens: BiToken[] }>(() => "/bi-tokens", { staleMs: 10_000 });
  const [name, setName] = createSignal("");
  const [made, setMade] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const address = () => `${location.origin}/api/enterprise-bi/v1/figures.csv`;

  async function act(work: () => Promise<void>) {
    setBusy(true);
    try {
      await work();
      query.refetch();
    } catch (cause) {
      showProblem(cause, "The key could not be changed");
    } finally {
      setBusy(false);
    }
  }
  const make = () =>
    act(async () => {
      const { token } = await api.post<{ token: string }>("/bi-tokens", { name: name().trim() });
      setMade(token);
      setName("");
    });
  const revoke = (token: BiToken) =>
    act(async () => {
      const { summary } = await api.delete<{ summary: string }>(`/bi-tokens/${token.id}`, {});
      showToast(summary);
    });

  return (
    <section class="flex flex-col gap-3" aria-labelledby="bi-keys">
      <div>
        <h2 id="bi-keys" class="text-md font-bold tracking-tight">
          Keys for BI tools
        </h2>
        <p class="text-pretty text-ink-2">
          A program with a key reads these figures of every account, and nothing else: {address()}
        </p>
      </div>
      <Show when={made()}>
        {(token) => (
          <Notice tone="good" title="Copy the key now: it is not shown again">
            <CopyText label="Copy the key" text={token()} />
          </Notice>
        )}
      </Show>
      <form
        class="flex flex-wrap gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (name().trim()) void make();
        }}
      >
        <input
          class="control max-w-72"
          aria-label="What the new key is for"
          placeholder="What the new key is for"
          maxlength="80"
          value={name()}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" icon={PlusIcon} busy={busy()} disabled={!name().trim()}>
          Make a key
        </Button>
      </form>
      <ul class="divide-y divide-line">
        <For each={query.data()?.tokens}>
          {(token) => (
            <li class="flex items-center gap-3 py-2">
              <KeyRoundIcon class="text-ink-3" />
              <div class="min-w-0 flex-1">
                <p class="truncate font-medium">{token.name}</p>
                <p class="text-sm text-ink-3">
                  Made by {token.createdByName} {formats().ago(token.createdAt)},{" "}
                  {token.lastUsedAt === null
                    ? "not used yet"
                    : `last used ${formats().ago(token.lastUsedAt)}`}
                </p>
              </div>
              <Button size="small" busy={busy()} onClick={() => void revoke(token)}>
                Revoke
              </Button>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
