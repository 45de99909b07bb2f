import { A, useLocation, useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import type { ThreadPage } from "../../../worker/domains/conversations/schemas.ts";
import { can, me } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { ArrowLeftIcon, ChevronDownIcon, PanelRightIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../shared/ui/menu.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { assign, setState } from "./messenger-calls.ts";
import { nameOf, phoneOf } from "./words.ts";

type ThreadHeaderProps = { page: ThreadPage; isBesideOpen: boolean; onBeside: () => void };

/** Whom the conversation is with, whose it is, and whether it is done. */
export function ThreadHeader(props: ThreadHeaderProps) {
  const conversation = () => props.page.conversation;
  const record = () => {
    const { familyId, staffId } = conversation();
    if (familyId) return `/families/${familyId}`;
    return staffId ? `/staff/${staffId}` : undefined;
  };
  return (
    <header class="flex flex-none flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-sheet px-4 py-2.5 sm:px-6">
      <A
        href="/messenger"
        class="-ml-2 grid size-11 place-items-center rounded-sm text-ink-2 hover:bg-hover md:hidden"
        aria-label="All conversations"
      >
        <ArrowLeftIcon />
      </A>
      <div class="min-w-0 flex-1">
        <h2 class="flex items-center gap-2 font-bold">
          <Show when={record()} fallback={<span class="truncate">{nameOf(conversation())}</span>}>
            {(href) => (
              <A href={href()} class="truncate hover:underline">
                {nameOf(conversation())}
              </A>
            )}
          </Show>
          <Show when={conversation().kind === "lead"}>
            <Pill tone="accent">Lead</Pill>
          </Show>
          <Show when={conversation().isStopped}>
            <Pill tone="bad">Stopped</Pill>
          </Show>
        </h2>
        <p class="truncate text-sm text-ink-3">
          {[conversation().name && phoneOf(conversation().e164), conversation().familyName]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <div class="flex items-center gap-2 max-sm:w-full max-sm:justify-end">
        <Show when={can("sms_logs", "full")}>
          <Assignee page={props.page} />
          <Show
            when={conversation().state === "closed"}
            fallback={
              <>
                <LeaveUnread id={conversation().id} />
                <Button size="small" onClick={() => void setState(conversation().id, "closed")}>
                  Close
                </Button>
              </>
            }
          >
            <Button size="small" onClick={() => void setState(conversation().id, "open")}>
              Open again
            </Button>
          </Show>
        </Show>
        <span class="xl:hidden">
          <IconButton
            label="About this conversation"
            icon={PanelRightIcon}
            aria-expanded={props.isBesideOpen}
            onClick={props.onBeside}
          />
        </span>
      </div>
    </header>
  );
}

/** For another time or another person; whoever looks at it has read it, so it is left first. */
function LeaveUnread(props: { id: string }) {
  const navigate = useNavigate();
  const location = useLocation();
  const leave = () => {
    const { id } = props;
    navigate(`/messenger${location.search}`);
    void setState(id, "unread");
  };
  return (
    <Button size="small" onClick={leave}>
      Mark unread
    </Button>
  );
}

function Assignee(props: { page: ThreadPage }) {
  const { id } = props.page.conversation;
  const name = () => props.page.conversation.assigneeName;
  return (
    <Menu
      label={`${name() ?? "Nobody yet"}: whose conversation this is`}
      placement="bottom-end"
      triggerClass="flex h-7 max-w-44 items-center gap-1.5 rounded-sm border border-control-line px-2 text-sm hover:bg-hover pointer-coarse:h-11"
      trigger={
        <>
          <span class="truncate">{name() ?? "Nobody yet"}</span>
          <ChevronDownIcon class="flex-none text-ink-3" />
        </>
      }
    >
      <MenuItem label="Nobody" current={name() === null} onSelect={() => void assign(id, null)} />
      <MenuLine />
      <Show when={me()?.enterprise}>
        <p class="max-w-64 px-2 py-1 text-sm text-ink-3">
          Conversations are given to the account's own staff. What you write stands under your name and group.
        </p>
      </Show>
      {props.page.staff.map((person) => (
        <MenuItem
          label={person.name}
          current={person.id === props.page.conversation.assigneeId}
          onSelect={() => void assign(id, person.id)}
        />
      ))}
    </Menu>
  );
}
