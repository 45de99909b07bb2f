import { createMemo, createUniqueId, onMount, Show } from "solid-js";
import type { FamilySearchAnswer, FoundRow } from "../../../worker/enterprise/family-search/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { SearchIcon } from "../../shared/ui/icons.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useQuickParam, withParams } from "../../shared/url-state.ts";
import { wholeList } from "../../shared/whole-list.ts";
import { enterAccount } from "../enter-account.ts";
import { DataAge } from "../sync/data-age.tsx";
import { foundColumns } from "./found-columns.tsx";
import { withheldWords } from "./withheld-words.ts";

/** A family of any account, by name, e-mail and phone; what is found opens in its account with the same terms. */
export default function FamilySearchPage() {
  const [name, setName, nameParam] = useQuickParam("name");
  const [email, setEmail, emailParam] = useQuickParam("email");
  const [phone, setPhone, phoneParam] = useQuickParam("phone");
  const terms = () => ({ name: nameParam().trim(), email: emailParam().trim(), phone: phoneParam().trim() });
  const isAsked = () => Object.values(terms()).some((term) => term !== "");
  const query = createQuery<FamilySearchAnswer>(
    () => (isAsked() ? withParams("/family-search", terms()) : undefined),
    { keepPrevious: true, staleMs: 10_000 },
  );
  const answer = () => (isAsked() ? query.data() : undefined);
  const rows = createMemo(() => [...(answer()?.rows ?? [])]);
  const pages = wholeList(query, rows, () => withParams("/family-search", terms()));
  const open = (row: FoundRow, newTab = false) =>
    void enterAccount(row.accountId, withParams("/families", terms()), newTab);
  const columns = foundColumns({ search: nameParam, open });

  let first: HTMLInputElement | undefined;
  useShortcuts({ keys: "/", label: "Search families", group: "This page", run: () => first?.select() });
  onMount(() => !isAsked() && first?.focus());

  return (
    <ListPage
      header={
        <PageHeader
          title="Family Search"
          count={answer() ? countWords(answer()!) : undefined}
          actions={<DataAge onFresh={query.refetch} />}
        />
      }
      filters={
        <search
          class="grid gap-x-3 gap-y-2 px-4 pb-3 sm:grid-cols-3 sm:px-6"
          aria-label="Families of all accounts"
          data-no-print
        >
          <Term
            label="Name"
            hint="First, last or full name"
            value={name()}
            onInput={setName}
            ref={(el) => (first = el)}
          />
          <Term
            label="E-mail"
            hint="The whole address or its beginning"
            type="email"
            value={email()}
            onInput={setEmail}
          />
          <Term
            label="Phone"
            hint="Any notation, or its last digits"
            type="tel"
            value={phone()}
            onInput={setPhone}
          />
        </search>
      }
    >
      <Show
        when={isAsked()}
        fallback={
          <EmptyState icon={SearchIcon} title="Find a family in any account">
            <p>
              Type a guardian's name, an e-mail address or a phone number. With several of them, families must
              match all. What you open appears in its account, under the same terms.
            </p>
          </EmptyState>
        }
      >
        <VirtualTable
          label="Families found"
          pages={pages}
          columns={columns}
          rowId={(row) => `${row.accountId} ${row.familyId}`}
          rowName={(row) => `${row.name} in ${row.accountName}`}
          onOpen={(row) => open(row)}
          empty={
            <EmptyState icon={SearchIcon} title="No family matches">
              <p>
                Try fewer letters, or only one of the terms. Families that came since their account was last
                read are not known here yet.
              </p>
              <Show when={answer()?.withheldCount}>{(count) => <p>{withheldWords(count())}</p>}</Show>
            </EmptyState>
          }
        />
        <Show when={rows().length > 0 && answer()?.withheldCount}>
          {(count) => <p class="px-4 py-2 text-sm text-ink-3 sm:px-6">{withheldWords(count())}</p>}
        </Show>
      </Show>
    </ListPage>
  );
}

function countWords({ rows, isCut }: FamilySearchAnswer): string {
  const count = formats().number(rows.length);
  return isCut ? `the first ${count}, type more to narrow it down` : count;
}

type TermProps = {
  label: string;
  hint: string;
  type?: "text" | "email" | "tel";
  value: string;
  onInput: (value: string) => void;
  ref?: (input: HTMLInputElement) => void;
};

function Term(props: TermProps) {
  const id = createUniqueId();

  function leave(event: KeyboardEvent) {
    // Down and Enter lead from what is typed into what it found.
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      document.querySelector<HTMLElement>("main [role=grid]")?.focus();
    }
    if (event.key === "Escape") props.onInput("");
  }

  return (
    <div class="flex flex-col gap-1">
      <label for={id} class="text-sm font-medium">
        {props.label}
      </label>
      <input
        id={id}
        ref={(input) => props.ref?.(input)}
        type="text"
        inputmode={props.type === "text" ? undefined : props.type}
        class="control"
        placeholder={props.hint}
        autocomplete="off"
        spellcheck={false}
        maxlength="100"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={leave}
      />
    </div>
  );
}
