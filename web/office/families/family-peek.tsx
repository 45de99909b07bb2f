import { Show } from "solid-js";
import type { FamilyPage, FamilyRow } from "../../../worker/domains/families/shapes.ts";
import type { FamilyMoney } from "../../../worker/domains/ledger/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { BalanceText } from "../../shared/ui/money-text.tsx";
import { Fact, Facts, PeekPanel } from "../../shared/ui/peek-panel.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { familyStatus } from "./family-columns.tsx";
import { PeekAlerts } from "./peek-alerts.tsx";
import { EmailFact, GuardianFact, PhoneFact } from "./peek-contacts.tsx";
import { PeekEnrollments } from "./peek-enrollments.tsx";
import { PeekHistory } from "./peek-history.tsx";
import { PeekStudents } from "./peek-students.tsx";

type FamilyPeekProps = {
  id: string;
  /** What the list knows already, shown until the answer is here. */
  row?: FamilyRow;
  onClose: () => void;
};

export function FamilyPeek(props: FamilyPeekProps) {
  const page = createQuery<FamilyPage>(() => `/families/${props.id}`);
  const subtitle = () => {
    const family = page.data()?.family;
    if (!family) return props.row?.guardianName ?? " ";
    return `Family since ${formats().instant(family.createdAt, { month: "short", year: "numeric" })}`;
  };
  return (
    <PeekPanel
      title={page.data()?.family.name ?? props.row?.name ?? "Family"}
      subtitle={subtitle()}
      href={`/families/${props.id}`}
      onClose={props.onClose}
    >
      <Show
        when={page.data()}
        fallback={
          <Show when={page.error()} fallback={<Waiting row={props.row} />}>
            {(error) => <ErrorState error={error()} onRetry={page.refetch} />}
          </Show>
        }
      >
        {(known) => <Details page={known()} id={props.id} />}
      </Show>
    </PeekPanel>
  );
}

function Details(props: { page: FamilyPage; id: string }) {
  const status = () => {
    const { suspension, isActive } = props.page.family;
    return familyStatus({ isSuspended: suspension !== null, isActive });
  };
  return (
    <>
      <PeekAlerts page={props.page} />
      <Facts>
        <Fact label="Status">
          <StatusPill status={status()} />
        </Fact>
        <Show when={props.page.money}>
          {(money) => (
            <Fact label="Balance">
              <BalanceFact money={money()} />
            </Fact>
          )}
        </Show>
        <GuardianFact page={props.page} />
        <PhoneFact page={props.page} />
        <EmailFact page={props.page} />
      </Facts>
      <PeekStudents page={props.page} />
      <PeekEnrollments page={props.page} />
      <PeekHistory id={props.id} />
    </>
  );
}

function BalanceFact(props: { money: FamilyMoney }) {
  const due = () => {
    const { balanceMinor, pastDueMinor, nextDue } = props.money;
    if (balanceMinor <= 0) return "";
    if (pastDueMinor > 0) return `, ${formats().money(pastDueMinor)} of it past due`;
    return nextDue ? ` due ${formats().date(nextDue.dueOn)}` : "";
  };
  return (
    <>
      <BalanceText amountMinor={props.money.balanceMinor} />
      <span class="text-ink-2">{due()}</span>
    </>
  );
}

/** The first facts come with the row, in the places where they will stay. */
function Waiting(props: { row?: FamilyRow }) {
  const bar = () => <SkeletonText width={150} />;
  return (
    <SkeletonRegion label="the family">
      <Facts>
        <Fact label="Status">
          <Show when={props.row} fallback={bar()}>
            {(row) => <StatusPill status={familyStatus(row())} />}
          </Show>
        </Fact>
        <Show when={can("charges")}>
          <Fact label="Balance">
            <Show when={props.row} fallback={bar()}>
              {(row) => <BalanceText amountMinor={row().balanceMinor ?? 0} />}
            </Show>
          </Fact>
        </Show>
        <Fact label="Guardians">{props.row?.guardianName ?? bar()}</Fact>
        <Fact label="Phone">{props.row?.phone ? formats().phone(props.row.phone) : bar()}</Fact>
        <Fact label="E-mail">{props.row?.email ?? bar()}</Fact>
      </Facts>
    </SkeletonRegion>
  );
}
