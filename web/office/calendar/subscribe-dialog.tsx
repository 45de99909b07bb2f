import { createSignal, For, Show } from "solid-js";
import type { CalendarFeed } from "../../../worker/domains/calendar-feeds/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { can, me } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyText } from "../../shared/ui/copy-text.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { Select, type SelectOption } from "../../shared/ui/select.tsx";
import { announce } from "../audit/announce.ts";
import type { CalendarState } from "./calendar-state.ts";
import { namedRooms } from "./named-rooms.ts";

interface Issued {
  readonly change: Committed;
  readonly id: string;
  readonly url: string;
}

const path = "/calendar-feeds";

/** Private addresses by which other calendars follow what a person teaches or what a room holds. */
export default function SubscribeDialog(props: { state: CalendarState; onClose: () => void }) {
  const feeds = createQuery<{ feeds: readonly CalendarFeed[] }>(() => path);
  const [issued, setIssued] = createSignal<{ url: string; of: string }>();

  async function send(ask: () => Promise<{ change: Committed; url?: string }>, of: string) {
    try {
      const { change, url } = await ask();
      announce(change, path);
      setIssued(url ? { url, of } : undefined);
    } catch (cause) {
      showProblem(cause);
    }
  }
  const ownerOf = ({ ownerId, ownerName }: CalendarFeed) =>
    namedRooms(props.state.query.data()).find(({ id }) => id === ownerId)?.name ?? ownerName;
  const rotate = (feed: CalendarFeed) =>
    send(() => api.post<Issued>(`${path}/${feed.id}/rotate`, { version: feed.version }), ownerOf(feed));
  const revoke = (feed: CalendarFeed) =>
    send(
      () => api.delete<{ change: Committed }>(`${path}/${feed.id}`, { version: feed.version }),
      ownerOf(feed),
    );

  return (
    <Dialog
      open
      onClose={props.onClose}
      size="wide"
      title="Subscribe to the calendar"
      description="A private address for one person or one room, for Google, Apple or Outlook calendars. Whoever has it sees the classes, no students."
    >
      <div class="flex flex-col gap-4">
        <NewFeed state={props.state} feeds={feeds.data()?.feeds ?? []} onIssued={setIssued} />
        <Show when={issued()}>
          {(fresh) => (
            <div class="rounded-sm bg-good-soft p-3" role="status">
              <p class="font-medium">
                The address for {fresh().of}. Copy it now: it is shown only this once.
              </p>
              <CopyText label="" text={fresh().url} />
            </div>
          )}
        </Show>
        <Show when={!feeds.error()} fallback={<ErrorState error={feeds.error()!} onRetry={feeds.refetch} />}>
          <ul aria-label="Addresses in use" class="min-h-24 [&>li]:border-t [&>li]:border-line">
            <For
              each={feeds.data()?.feeds}
              fallback={
                <Show when={feeds.data()}>
                  <li class="py-3 text-ink-3">No address is in use yet.</li>
                </Show>
              }
            >
              {(feed) => (
                <FeedLine
                  feed={feed}
                  name={ownerOf(feed)}
                  onRotate={() => void rotate(feed)}
                  onRevoke={() => void revoke(feed)}
                />
              )}
            </For>
          </ul>
        </Show>
      </div>
    </Dialog>
  );
}

type FeedLineProps = { feed: CalendarFeed; name: string; onRotate: () => void; onRevoke: () => void };

function FeedLine(props: FeedLineProps) {
  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span class="min-w-0 flex-1">
        <span class="font-medium">{props.name}</span>{" "}
        <span class="text-ink-3">
          {props.feed.kind === "staff" ? "staff" : "room"}, since{" "}
          {formats().instant(props.feed.createdAt, { dateStyle: "medium" })}
        </span>
      </span>
      <Button size="small" onClick={props.onRotate}>
        New address
      </Button>
      <Button size="small" variant="quiet" onClick={props.onRevoke}>
        Revoke
      </Button>
    </li>
  );
}

interface NewFeedProps {
  state: CalendarState;
  feeds: readonly CalendarFeed[];
  onIssued: (issued: { url: string; of: string }) => void;
}

/** Those who plan classes make addresses for everybody; others for themselves. An owner has one address at most. */
function NewFeed(props: NewFeedProps) {
  const owners = (): SelectOption[] => {
    const calendar = props.state.query.data();
    const { staff = [] } = calendar ?? {};
    const isFree = ({ id }: { id: string }) => !props.feeds.some(({ ownerId }) => ownerId === id);
    const isMine = ({ id }: { id: string }) => can("classes", "full") || id === me()?.actor.id;
    const people = staff.filter((one) => one.isActive && isMine(one) && isFree(one));
    return [
      { value: "", label: "Choose a person or a room …", disabled: true },
      ...people.map(({ id, name }) => ({ value: `staff ${id}`, label: name })),
      ...(can("classes", "full") ? namedRooms(calendar).filter(isFree) : []).map(({ id, name }) => ({
        value: `room ${id}`,
        label: `Room: ${name}`,
      })),
    ];
  };
  const form = createForm({
    initial: { owner: "" },
    send: ({ owner }, idempotencyKey) => {
      const [kind, ownerId] = owner.split(" ");
      return api.post<Issued>(path, { kind, ownerId }, { idempotencyKey });
    },
    onSaved: ({ change, url }) => {
      const of = owners().find(({ value }) => value === form.values.owner)?.label ?? "it";
      announce(change, path);
      props.onIssued({ url, of });
      form.reset({ owner: "" });
    },
  });
  return (
    <form class="flex items-end gap-2" noValidate onSubmit={form.submit}>
      <div class="min-w-0 flex-1">
        <Select field={form.field("owner")} label="New address for" options={owners()} />
      </div>
      <Button type="submit" variant="primary" disabled={form.values.owner === ""} busy={form.submitting()}>
        Create
      </Button>
    </form>
  );
}
