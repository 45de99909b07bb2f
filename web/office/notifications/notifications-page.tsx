import { A } from "@solidjs/router";
import { Show } from "solid-js";
import type { StaffNotifications } from "../../../worker/domains/staff-notifications/schemas.ts";
import { api } from "../../shared/api.ts";
import { formatPhone } from "../../shared/format/phone.ts";
import { createQuery, patchQuery } from "../../shared/query.ts";
import { me, place } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { Switch } from "../../shared/ui/switch.tsx";
import { QueryStates } from "../settings/query-states.tsx";
import { ThisDevice } from "./this-device.tsx";

const PATH = "/notifications";

/** How whoever is signed in is told of what concerns their work: on a device, else by text, else by mail. */
export default function NotificationsPage() {
  return (
    <div class="mx-auto max-w-2xl pb-12">
      <PageHeader title="Notifications" />
      <Show when={me()?.enterprise === null} fallback={<Visitor />}>
        <Own />
      </Show>
    </div>
  );
}

function Visitor() {
  return (
    <EmptyState icon={LockIcon} title="Notices go to the account's own staff">
      You are here through the enterprise portal. Whoever works at this account decides here how to be told.
    </EmptyState>
  );
}

function Own() {
  const own = createQuery<StaffNotifications>(() => PATH);
  const choose = async (change: Partial<Pick<StaffNotifications, "push" | "sms">>) => {
    const current = own.data();
    if (!current) return;
    const { push, sms } = { ...current, ...change };
    const takeBack = patchQuery<StaffNotifications>(PATH, (before) => ({ ...before, ...change }));
    try {
      await api.put(PATH, { push, sms });
    } catch (cause) {
      takeBack();
      showProblem(cause, "That could not be saved");
    }
  };
  return (
    <QueryStates query={own} label="your choices">
      {(data) => (
        <div class="flex flex-col gap-6 px-4 sm:px-6">
          <p class="text-ink-2">
            Substitutions, cancelled classes and what your school pushes to its staff reach you in the first
            of these ways that works. It is for you alone.
          </p>
          <ThisDevice />
          <section class="flex flex-col divide-y divide-line rounded-md border border-line bg-sheet px-4 py-1">
            <Switch
              label="On my devices"
              description="Wherever you switched notices on."
              checked={data().push}
              onChange={(push) => void choose({ push })}
            />
            <Switch
              label="By text, when no device takes it"
              description={textWords(data())}
              checked={data().sms}
              disabled={data().number === null}
              onChange={(sms) => void choose({ sms })}
            />
            <div class="py-2">
              <p class="font-medium">By mail, when nothing else does</p>
              <p class="text-sm text-ink-3 [overflow-wrap:anywhere]">
                {data().email ?? "There is no address in your record."}
              </p>
            </div>
          </section>
          <p class="text-sm text-ink-3">
            Your number and address are in{" "}
            <A class="link" href={`/staff/${me()?.actor.id}`}>
              your record
            </A>
            . Links to log in always come by mail.
          </p>
        </div>
      )}
    </QueryStates>
  );
}

function textWords({ number, isStopped }: StaffNotifications): string {
  if (number === null) return "There is no number in your record.";
  const shown = formatPhone(number, place()?.phoneRegion ?? "US");
  return isStopped ? `${shown} wrote STOP. Write START from it to be texted again.` : shown;
}
