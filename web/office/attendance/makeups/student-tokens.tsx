import { createSignal, For, lazy, Match, Show, Suspense, Switch } from "solid-js";
import type { MakeupToken, StudentTokens as Tokens } from "../../../../worker/domains/makeups/shapes.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { stableRows } from "../../../shared/stable-rows.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { CalendarIcon, PlusIcon, TicketIcon } from "../../../shared/ui/icons.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { tokensPath } from "../attendance-paths.ts";
import { TokenRow } from "./token-row.tsx";
import { tallyText } from "./token-words.ts";

const GrantDialog = lazy(() => import("./grant-dialog.tsx"));
const RevokeDialog = lazy(() => import("./revoke-dialog.tsx"));
const BookDrawer = lazy(() => import("./book-drawer.tsx"));
const CancelBookingDialog = lazy(() => import("./cancel-booking-dialog.tsx"));
const AbsenceDrawer = lazy(() => import("../absences/absence-drawer.tsx"));

type Opened = { kind: "grant" | "book" | "absences" } | { kind: "revoke" | "cancel"; token: MakeupToken };
export type OpenToken = (opened: Opened) => void;

type StudentTokensProps = { studentId: string; studentName: string };

/** Absences to come, and what is made up for those that were: the tokens of a student with their whole ledger. */
export default function StudentTokens(props: StudentTokensProps) {
  const [opened, setOpened] = createSignal<Opened>();
  const query = createQuery<Tokens>(() => (can("enrollments") ? tokensPath(props.studentId) : undefined));
  const hidden = () => <span class="sr-only"> for {props.studentName}</span>;
  return (
    <Show when={can("enrollments")}>
      <section class="min-w-0" aria-label={`Makeups of ${props.studentName}`}>
        <header class="flex min-h-8 flex-wrap items-center gap-x-2">
          <h3 class="font-semibold">Makeups</h3>
          <span class="flex-1 text-ink-3">{query.data() && tallyText(query.data()!.tokens)}</span>
          <span class="-mr-2.5 flex flex-wrap" data-no-print>
            <Show when={can("attendance", "full")}>
              <Button
                size="small"
                variant="quiet"
                icon={CalendarIcon}
                onClick={() => setOpened({ kind: "absences" })}
              >
                Report absences{hidden()}
              </Button>
            </Show>
            <Show when={can("create_makeup_tokens", "full")}>
              <Button
                size="small"
                variant="quiet"
                icon={PlusIcon}
                onClick={() => setOpened({ kind: "grant" })}
              >
                Grant<span class="sr-only"> makeups</span>
                {hidden()}
              </Button>
            </Show>
            <Show when={can("enrollments", "full")}>
              <Button
                size="small"
                variant="quiet"
                icon={TicketIcon}
                onClick={() => setOpened({ kind: "book" })}
              >
                Book<span class="sr-only"> a makeup</span>
                {hidden()}
              </Button>
            </Show>
          </span>
        </header>
        <Switch>
          <Match when={query.data()}>{(data) => <TokenList tokens={data()} onOpen={setOpened} />}</Match>
          <Match when={query.error()}>
            {(error) => (
              <ErrorState error={error()} title="The makeups could not be loaded" onRetry={query.refetch} />
            )}
          </Match>
          <Match when={query.pending()}>
            <SkeletonRegion label="makeups" class="flex flex-col gap-4 border-t border-line py-3">
              <SkeletonText width={240} />
              <SkeletonText width={180} />
            </SkeletonRegion>
          </Match>
        </Switch>
        <Show when={opened()} keyed>
          {(one) => <Dialogs {...props} opened={one} onClose={() => setOpened(undefined)} />}
        </Show>
      </section>
    </Show>
  );
}

const isPast = ({ state }: MakeupToken) => state === "expired" || state === "revoked";

function TokenList(props: { tokens: Tokens; onOpen: OpenToken }) {
  const [showsPast, setShowsPast] = createSignal(false);
  const tokens = stableRows<MakeupToken>(() => props.tokens.tokens, "id");
  const past = () => tokens().filter(isPast).length;
  return (
    <>
      <ul class="border-t border-line">
        <For
          each={tokens().filter((token) => showsPast() || !isPast(token))}
          fallback={
            <li class="py-3 text-ink-3">
              None at the moment. They are issued for absences by the school's rules, or granted here.
            </li>
          }
        >
          {(token) => <TokenRow token={token} onOpen={props.onOpen} />}
        </For>
      </ul>
      <Show when={past() > 0}>
        <button
          type="button"
          class="link py-1.5"
          aria-expanded={showsPast()}
          onClick={() => setShowsPast((shown) => !shown)}
        >
          {showsPast() ? "Hide" : "Show"} what is expired or revoked ({past()})
        </button>
      </Show>
    </>
  );
}

function Dialogs(props: StudentTokensProps & { opened: Opened; onClose: () => void }) {
  const kind = (name: Opened["kind"]) => props.opened.kind === name;
  const token = () => ("token" in props.opened ? props.opened.token : undefined);
  return (
    <Suspense>
      <Switch>
        <Match when={kind("grant")}>
          <GrantDialog {...props} />
        </Match>
        <Match when={kind("book")}>
          <BookDrawer {...props} />
        </Match>
        <Match when={kind("absences")}>
          <AbsenceDrawer {...props} />
        </Match>
        <Match when={kind("revoke") && token()}>
          {(known) => <RevokeDialog token={known()} onClose={props.onClose} />}
        </Match>
        <Match when={kind("cancel") && token()}>
          {(known) => <CancelBookingDialog {...props} token={known()} />}
        </Match>
      </Switch>
    </Suspense>
  );
}
