import { type ParentProps, Show, Suspense } from "solid-js";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { WayOut } from "../../shared/ui/way-out.tsx";
import { mayEnter, type Room } from "../rooms.ts";

/** An address may be typed or sent by somebody with more rights; then say so, rather than show an empty page. */
export function RoomGate(props: ParentProps<{ room: Room }>) {
  return (
    <Show when={mayEnter(props.room)} fallback={<NoRight room={props.room} />}>
      <Suspense>{props.children}</Suspense>
    </Show>
  );
}

function NoRight(props: { room: Room }) {
  return (
    <>
      <PageTitle class="sr-only" title={`${props.room.label}: no access`} />
      <EmptyState icon={LockIcon} title={`You do not have access to ${props.room.label}`} action={<WayOut />}>
        <p>
          Ask an administrator of your school for the right to “{props.room.label}”. It works as soon as it is
          given.
        </p>
      </EmptyState>
    </>
  );
}
