import { useSearchParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { OwnToken, OwnTokens } from "../../../worker/domains/makeups/own-shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { Notice } from "../../shared/ui/notice.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { school } from "../portal.ts";
import { hasRole, me } from "../session.ts";
import { makeupWords } from "../words/makeups.ts";
import { BookedMakeups } from "./booked-makeups.tsx";
import { MakeupFinder } from "./makeup-finder.tsx";
import { AccountPage, Answer, cardClass, LookOnly, longDay, shortDay } from "./parts.tsx";
import { StudentChoice } from "./student-choice.tsx";

/** A child's tokens, the makeups they pay for, and where the next one could be. */
export default function MakeupsPage() {
  const words = makeupWords;
  const [search, setSearch] = useSearchParams<{ student?: string }>();
  const studentId = () => search.student ?? me()?.students[0]?.id ?? "";
  const tokens = createQuery<OwnTokens>(() => (studentId() ? `/makeups/students/${studentId()}` : undefined));
  return (
    <AccountPage title={words().title} lead={words().lead}>
      <Show when={school().settings.makeups !== "off"} fallback={<Notice tone="plain">{words().off}</Notice>}>
        <LookOnly />
        <StudentChoice
          label={words().child}
          value={studentId()}
          onChange={(student) => setSearch({ student }, { replace: true })}
        />
        <Answer query={tokens} label={words().loading}>
          {(data) => (
            <>
              <BookedMakeups data={data()} onChange={tokens.refetch} />
              <Show when={data().available > 0 && hasRole("payer")}>
                <MakeupFinder studentId={studentId()} tokens={data()} onChange={tokens.refetch} />
              </Show>
              <Tokens tokens={data().tokens} />
            </>
          )}
        </Answer>
      </Show>
    </AccountPage>
  );
}

function Tokens(props: { tokens: readonly OwnToken[] }) {
  const words = makeupWords;
  const limits = (token: OwnToken) => {
    const names = [...(token.programs ?? []).map(({ name }) => name), token.location?.name].filter(Boolean);
    return names.length === 0 ? "" : words().onlyIn(names.join(", "));
  };
  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens" class="mb-2 text-md font-bold tracking-tight">
        {words().tokens}
      </h2>
      <ul class={`${cardClass} divide-y divide-line`}>
        <For
          each={props.tokens}
          fallback={
            <li class="p-4">
              <p class="font-medium">{words().noTokens}</p>
              <p class="text-ink-2">{words().noTokensHelp}</p>
            </li>
          }
        >
          {(token) => (
            <li class="px-4 py-3">
              <div class="flex items-start justify-between gap-3">
                <div class="min-w-0">
                  <p class="font-medium">{words().origins[token.origin]}</p>
                  <Show when={token.missed}>
                    {(missed) => (
                      <p class="text-sm text-ink-2">
                        {words().missed(missed().className, shortDay(missed().meetsOn))}
                      </p>
                    )}
                  </Show>
                  <p class="text-sm text-ink-3">
                    {[
                      token.expiresOn ? words().until(longDay(token.expiresOn)) : words().forever,
                      limits(token),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </p>
                </div>
                <span class="flex-none">
                  <Pill tone={token.state === "available" ? "good" : "plain"}>
                    {words().states[token.state]}
                  </Pill>
                </span>
              </div>
              <details>
                <summary class="link inline-flex min-h-11 cursor-pointer items-center text-sm">
                  {words().ledger}
                </summary>
                <ol class="flex flex-col gap-1 text-sm text-ink-2">
                  <For each={token.entries}>
                    {(entry) => (
                      <li class="flex justify-between gap-3">
                        <span>{words().entries[entry.kind]}</span>
                        <span>{shortDay(entry.effectiveOn)}</span>
                      </li>
                    )}
                  </For>
                </ol>
              </details>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
