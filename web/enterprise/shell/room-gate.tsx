import { type ParentProps, Show, Suspense } from "solid-js";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { mayEnter, type Room } from "../rooms.ts";

/** An address may be typed or sent by an Admin; then say so, rather than show an empty page. */
export function RoomGate(props: ParentProps<{ room: Room }>) {
  return (
    <Show when={mayEnter(props.room)} fallback={<NotForUsers room={props.room} />}>
      <Suspense>{props.children}</Suspense>
    </Show>
  );
}

function NotForUsers(props: { room: Room }) {
  return (
    <>
      <PageTitle class="sr-only" title={`${props.room.label}: for Admins`} />
      <EmptyState icon={LockIcon} title={`${props.room.label} is for Admins`}>
        <p>Ask an Admin of the enterprise portal to do it for you, or to make you one.</p>
      </EmptyState>
    </>
  );
}
