import { createSignal, Show } from "solid-js";
import type { StaffPage } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { can, me } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Avatar } from "../../shared/ui/avatar.tsx";
import { Button } from "../../shared/ui/button.tsx";
import { EllipsisIcon, LockIcon, LogOutIcon, MailIcon, PencilIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../shared/ui/menu.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";
import { announce } from "../audit/announce.ts";
import { TextButton } from "../messenger/text-button.tsx";
import { BackLink } from "./back-link.tsx";
import { DeactivateDialog } from "./deactivate-dialog.tsx";

type StaffHeaderProps = { page: StaffPage; path: string; onEdit: () => void };

export function StaffHeader(props: StaffHeaderProps) {
  const person = () => props.page.person;
  const name = () => `${person().firstName} ${person().lastName}`;
  const [closing, setClosing] = createSignal(false);

  async function act(path: string, body?: object) {
    try {
      const { change } = await api.post<{ change: Committed | null }>(`${props.path}/${path}`, body);
      announce(change, "/staff");
    } catch (cause) {
      showProblem(cause);
    }
  }
  const version = () => ({ version: person().version });

  return (
    <header class="px-4 pt-4 sm:px-6">
      <BackLink href="/staff" label="Staff" />
      <div class="mt-1 mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Avatar name={name()} size="large" />
        <div class="min-w-0 flex-1 max-sm:basis-2/3">
          <div class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <PageTitle title={name()} class="text-lg font-bold tracking-tight [overflow-wrap:anywhere]" />
            <StatusPill status={person().isActive ? "active" : "inactive"} />
          </div>
          <p class="text-ink-2 [overflow-wrap:anywhere]">
            {[person().title, person().username].filter(Boolean).join(" · ")}
          </p>
        </div>
        <div class="flex gap-2 max-sm:w-full" data-no-print>
          <TextButton whom={{ staffId: person().id }} />
          <Show when={can("staff", "full")}>
            <Button icon={PencilIcon} onClick={() => props.onEdit()}>
              Edit
            </Button>
            <MoreMenu page={props.page} onAct={act} onDeactivate={() => setClosing(true)} />
          </Show>
        </div>
      </div>
      <Show when={!person().isActive}>
        <Deactivated person={person()} onReactivate={() => void act("reactivate", version())} />
      </Show>
      <Show when={closing()}>
        <DeactivateDialog person={person()} path={props.path} onClose={() => setClosing(false)} />
      </Show>
    </header>
  );
}

type MoreMenuProps = {
  page: StaffPage;
  onAct: (path: string, body?: object) => void;
  onDeactivate: () => void;
};

function MoreMenu(props: MoreMenuProps) {
  const person = () => props.page.person;
  const isSelf = () => person().id === me()?.actor.id;
  return (
    <Menu
      label="More for this person"
      placement="bottom-end"
      triggerClass="inline-grid size-8 place-items-center rounded-sm border border-line-strong bg-sheet text-ink-2 shadow-1 hover:bg-hover pointer-coarse:size-11"
      trigger={<EllipsisIcon />}
    >
      <MenuItem
        label={person().hasPassword ? "Send a link for a new password" : "Send an invitation"}
        icon={MailIcon}
        disabled={!person().isActive || person().email === null}
        onSelect={() => props.onAct("invitation")}
      />
      <MenuItem
        label="Sign out everywhere"
        icon={LogOutIcon}
        disabled={props.page.sessions.length === 0}
        onSelect={() => props.onAct("sessions/end", {})}
      />
      <MenuLine />
      <Show
        when={person().isActive}
        fallback={
          <MenuItem
            label="Reactivate"
            icon={LockIcon}
            onSelect={() => props.onAct("reactivate", { version: person().version })}
          />
        }
      >
        <MenuItem
          label="Deactivate…"
          icon={LockIcon}
          danger
          disabled={isSelf()}
          onSelect={() => props.onDeactivate()}
        />
      </Show>
    </Menu>
  );
}

function Deactivated(props: { person: StaffPage["person"]; onReactivate: () => void }) {
  return (
    <div class="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-sm bg-warn-soft px-3 py-2.5">
      <LockIcon class="text-warn" />
      <p class="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span class="font-semibold">
          Deactivated <Show when={props.person.deactivatedAt}>{(at) => <>{formats().instant(at())}</>}</Show>
        </span>
        <Show when={props.person.deactivatedBy}>{(by) => <>{` by ${by()}`}</>}</Show>
        <Show when={props.person.deactivatedReason}>{(reason) => <>{`: ${reason()}`}</>}</Show>
      </p>
      <Show when={can("staff", "full")}>
        <Button size="small" onClick={() => props.onReactivate()}>
          Reactivate
        </Button>
      </Show>
    </div>
  );
}
