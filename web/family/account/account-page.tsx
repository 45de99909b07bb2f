import { A } from "@solidjs/router";
import { type Component, For, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { OwnEnrollments } from "../../../worker/domains/enrollments/own-shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import {
  BellIcon,
  CalendarIcon,
  ChevronRightIcon,
  ClockIcon,
  CreditCardIcon,
  FileTextIcon,
  HistoryIcon,
  LockIcon,
  PhoneIcon,
  ScrollTextIcon,
  ShieldAlertIcon,
  TicketIcon,
} from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { school } from "../portal.ts";
import { hasRole, me } from "../session.ts";
import { accountWords } from "../words/account.ts";
import { ChildCard } from "./child-card.tsx";
import { Answer, cardClass } from "./parts.tsx";
import { RequestList } from "./request-list.tsx";

/** Everything of the family in one place: the children first, then what can be looked after. */
export default function AccountHub() {
  const words = accountWords;
  const own = createQuery<OwnEnrollments>(() => "/enrollments");
  return (
    <div class="flex flex-col gap-6">
      <PageTitle class="text-xl font-bold tracking-tight" title={words().title} />
      <Answer query={own} label={words().loading}>
        {(data) => (
          <>
            <Todo data={data()} />
            <section aria-labelledby="children">
              <div class="mb-2 flex min-h-11 items-center justify-between gap-3">
                <h2 id="children" class="text-md font-bold tracking-tight">
                  {words().children}
                </h2>
                <Show when={hasRole("payer")}>
                  <ButtonLink href="/account/students/add">{words().addChild}</ButtonLink>
                </Show>
              </div>
              <Show
                when={data().students.length > 0}
                fallback={<p class="text-ink-2">{`${words().noChildren}. ${words().noChildrenHelp}`}</p>}
              >
                <div class="grid gap-3 sm:grid-cols-2">
                  <For each={data().students}>{(student) => <ChildCard student={student} />}</For>
                </div>
              </Show>
            </section>
            <RequestList requests={data().requests} students={data().students} onChange={own.refetch} />
          </>
        )}
      </Answer>
      <Manage />
    </div>
  );
}

/** What waits for the family: offers first, since they run out. */
function Todo(props: { data: OwnEnrollments }) {
  const words = accountWords;
  const offers = () =>
    props.data.students.flatMap((student) =>
      student.waiting
        .filter(({ wait }) => wait?.state === "offered")
        .map((entry) => ({ student, entry, until: formats().instant(entry.wait?.expiresAt ?? 0) })),
    );
  const due = () => me()?.policiesDue ?? 0;
  const owed = () => me()?.balanceMinor ?? 0;
  return (
    <Show when={offers().length > 0 || due() > 0 || owed() > 0}>
      <section aria-labelledby="todo" class="flex flex-col gap-2">
        <h2 id="todo" class="text-md font-bold tracking-tight">
          {words().todo}
        </h2>
        <For each={offers()}>
          {({ student, entry, until }) => (
            <TodoCard
              title={words().offerFor(student.firstName, entry.className)}
              text={words().offerUntil(until)}
              href={hasRole("payer") ? `/account/offers/${entry.id}` : undefined}
              action={words().answerOffer}
            />
          )}
        </For>
        <Show when={due() > 0}>
          <TodoCard title={words().policies(due())} href="/policies" action={words().readPolicies} />
        </Show>
        <Show when={owed() > 0}>
          <TodoCard
            title={words().owed(formats().money(owed()))}
            href="/account/payments"
            action={words().pay}
          />
        </Show>
      </section>
    </Show>
  );
}

function TodoCard(props: { title: string; text?: string; href: string | undefined; action: string }) {
  return (
    <div class="flex flex-wrap items-center justify-between gap-3 rounded-lg bg-warn-soft p-4">
      <div class="min-w-0 flex-1 basis-56">
        <p class="font-semibold">{props.title}</p>
        <Show when={props.text}>
          <p class="text-sm text-ink-2">{props.text}</p>
        </Show>
      </div>
      <Show when={props.href}>
        {(href) => (
          <ButtonLink variant="primary" href={href()}>
            {props.action}
          </ButtonLink>
        )}
      </Show>
    </div>
  );
}

interface Entry {
  readonly label: string;
  readonly help: string;
  readonly href: string;
  readonly icon: Component<{ class?: string }>;
  readonly isShown: boolean;
}

function Manage() {
  const words = accountWords;
  const entries = (): Entry[] => {
    const w = words();
    const { absences, makeups } = school().settings;
    const [sees, pays] = [hasRole("viewer"), hasRole("payer")];
    const entry = (key: EntryKey, href: string, icon: Entry["icon"], isShown: boolean): Entry => ({
      ...{ label: w[key], help: w[`${key}Help`], href: `/account/${href}`, icon, isShown },
    });
    const all = [
      entry("absences", "absences", ClockIcon, sees && absences !== "off"),
      entry("makeups", "makeups", TicketIcon, sees && makeups !== "off"),
      entry("payments", "payments", CreditCardIcon, pays),
      entry("history", "history", HistoryIcon, pays),
      entry("methods", "methods", FileTextIcon, pays),
      entry("profile", "profile", PhoneIcon, sees),
      entry("access", "access", LockIcon, true),
      entry("calendar", "calendar", CalendarIcon, true),
      entry("notifications", "notifications", BellIcon, true),
      entry("privacy", "privacy", ShieldAlertIcon, sees),
    ];
    const policies = { label: w.policiesRoom, help: w.policiesHelp, href: "/policies", icon: ScrollTextIcon };
    return [...all, { ...policies, isShown: school().has.policies }].filter(({ isShown }) => isShown);
  };
  return (
    <section aria-labelledby="manage">
      <h2 id="manage" class="mb-2 text-md font-bold tracking-tight">
        {words().manage}
      </h2>
      <div class={`${cardClass} overflow-hidden`}>
        <ul class="-mb-px grid sm:grid-cols-2">
          <For each={entries()}>
            {(entry) => (
              <li class="border-b border-line">
                <A href={entry.href} class="flex min-h-16 items-center gap-3 px-4 py-2 hover:bg-hover">
                  <Dynamic component={entry.icon} class="size-5 text-accent" />
                  <span class="min-w-0 flex-1">
                    <span class="block font-medium">{entry.label}</span>
                    <span class="block text-sm text-ink-3">{entry.help}</span>
                  </span>
                  <ChevronRightIcon class="text-ink-3" />
                </A>
              </li>
            )}
          </For>
        </ul>
      </div>
    </section>
  );
}

type EntryKey =
  | "absences"
  | "makeups"
  | "payments"
  | "history"
  | "methods"
  | "profile"
  | "access"
  | "calendar"
  | "notifications"
  | "privacy";
