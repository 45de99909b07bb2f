import { useNavigate, useParams } from "@solidjs/router";
import { createEffect, createSignal, For, onMount, Show } from "solid-js";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { PhoneIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { ProgressTrack } from "../../shared/ui/progress-bar.tsx";
import { goInto } from "../enter-account.ts";
import { withheldWords } from "../family-search/withheld-words.ts";
import { PhoneRowLine } from "./phone-row.tsx";
import { createPhoneSearch } from "./phone-search.ts";

/** What a telephone system opens when somebody calls: where the number is known, and straight there if in one place. */
export default function PhoneSearchPage() {
  const params = useParams<{ number: string }>();
  return (
    <Show when={typedNumber(params.number)} keyed>
      {(number) => <Caller number={number} />}
    </Show>
  );
}

/** Telephones write what they like into the address; what cannot be read as one stands as it is. */
function typedNumber(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function Caller(props: { number: string }) {
  const search = createPhoneSearch(() => props.number);
  const [opening, setOpening] = createSignal<string>();
  const families = `/families?phone=${encodeURIComponent(props.number)}`;
  onMount(() => void search.run());

  createEffect(() => {
    const [only, second] = search.matches();
    if (!only || second || !search.isCertain() || opening()) return;
    setOpening(only.account.name);
    // In place of this page, or the way back would lead here and at once there again.
    void goInto(only.account.id, families, (href) => location.replace(href)).then((isOpen) => {
      if (!isOpen) setOpening("");
    });
  });

  const standing = () => {
    const count = search.matches().length;
    if (search.error()) return "";
    if (opening()) return `Found in ${opening()}. Opening it …`;
    if (!search.isOver()) return count === 0 ? "Looking in every account …" : `Found in ${count} so far …`;
    if (count === 0) return "";
    return count === 1 ? "Found in 1 account" : `Found in ${count} accounts`;
  };

  return (
    <div class="mx-auto w-full max-w-3xl px-4 py-5 sm:px-6">
      <header class="flex flex-wrap items-end gap-x-4 gap-y-3 pb-4">
        <div class="min-w-full flex-1 sm:min-w-0">
          <PageTitle title={`Caller ${formats().phone(props.number)}`} />
          <p class="mt-0.5 text-ink-2" role="status">
            {standing()}
          </p>
        </div>
        <OtherNumber />
      </header>
      <Show when={!search.isOver() && !search.error()} fallback={<div class="h-1" />}>
        <ProgressTrack label="Looking in every account" done={0} total={null} />
      </Show>
      <Show when={search.error()}>
        {(error) => (
          <Show
            when={error().status === 400}
            fallback={
              <ErrorState error={error()} title="The search broke off" onRetry={() => void search.run()} />
            }
          >
            <EmptyState icon={PhoneIcon} title="This is not a phone number">
              At least its last four digits are needed. Check what the telephone sent, or type the number
              above.
            </EmptyState>
          </Show>
        )}
      </Show>
      <Show when={search.isCertain() && search.matches().length === 0}>
        <EmptyState icon={PhoneIcon} title="No match.">
          <p>No family of your accounts has this number, in whatever notation.</p>
          <Show when={search.withheld() > 0}>
            <p>{withheldWords(search.withheld())}</p>
          </Show>
        </EmptyState>
      </Show>
      <ul class="mt-3 flex flex-col gap-2" aria-label="Accounts with this number">
        <For each={search.matches()}>{(row) => <PhoneRowLine row={row} path={families} />}</For>
      </ul>
      <Show when={search.others().length > 0}>
        <h2 class="mt-6 mb-2 text-sm font-semibold text-ink-2">Not answered</h2>
        <ul class="flex flex-col gap-2" aria-label="Accounts that have not answered">
          <For each={search.others()}>
            {(row) => <PhoneRowLine row={row} path={families} onRetry={() => void search.retry(row)} />}
          </For>
        </ul>
      </Show>
    </div>
  );
}

/** Somebody else calls, or the telephone got it wrong. */
function OtherNumber() {
  const navigate = useNavigate();
  const [typed, setTyped] = createSignal("");
  return (
    <form
      class="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const number = typed().trim();
        if (number !== "") navigate(`/phone-search-link/${encodeURIComponent(number)}/`);
      }}
    >
      <input
        class="control w-44 tabular-nums"
        type="tel"
        aria-label="Another number"
        placeholder="Another number"
        value={typed()}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit">Search</Button>
    </form>
  );
}
