import { Show } from "solid-js";
import { api } from "../../../shared/api.ts";
import { showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { buttonClass } from "../../../shared/ui/button-class.ts";
import {
  ChevronDownIcon,
  CopyIcon,
  EyeIcon,
  HistoryIcon,
  LockIcon,
  PencilIcon,
  PlusIcon,
} from "../../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../../shared/ui/menu.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { useParam } from "../../../shared/url-state.ts";
import { TextButton } from "../../messenger/text-button.tsx";
import type { FamilyRoom, Written } from "./family-room.ts";

export function FamilyActions(props: { room: FamilyRoom }) {
  const family = () => props.room.page().family;
  const [tab, setTab] = useParam("tab");
  async function copyLink() {
    await navigator.clipboard.writeText(location.origin + location.pathname);
    showToast("Link copied", { tone: "good" });
  }
  const review = () =>
    props.room.act(() => api.post<Written>(`${props.room.path()}/review`, { version: family().version }));
  return (
    <>
      <Show when={!props.room.mayEdit()}>
        <span class="self-center">
          <Pill>
            <EyeIcon class="size-3.5" /> View only
          </Pill>
        </span>
      </Show>
      <Menu
        label="More"
        placement="bottom-end"
        triggerClass={buttonClass({})}
        trigger={
          <>
            More <ChevronDownIcon class="text-ink-3" />
          </>
        }
      >
        <MenuItem label="Copy link" icon={CopyIcon} onSelect={() => void copyLink()} />
        <MenuItem label="History" icon={HistoryIcon} onSelect={() => setTab("history")} />
        <Show when={family().needsReview && props.room.mayEdit()}>
          <MenuItem label="Mark reviewed" icon={EyeIcon} onSelect={() => void review()} />
        </Show>
        <Show when={props.room.maySuspend()}>
          <MenuLine />
          <Show
            when={family().suspension}
            fallback={
              <MenuItem
                label="Suspend…"
                icon={LockIcon}
                danger
                onSelect={() => props.room.open({ kind: "suspend" })}
              />
            }
          >
            <MenuItem
              label="Lift the suspension…"
              icon={LockIcon}
              onSelect={() => props.room.open({ kind: "lift" })}
            />
          </Show>
        </Show>
      </Menu>
      <TextButton whom={{ familyId: family().id }} />
      <Show when={props.room.mayEdit()}>
        <Button icon={PencilIcon} onClick={() => props.room.open({ kind: "family" })}>
          Edit
        </Button>
      </Show>
      <Show when={props.room.mayEditStudents()}>
        {/* The ledger has a primary button of its own. */}
        <Button
          variant={tab() === "ledger" ? "plain" : "primary"}
          icon={PlusIcon}
          onClick={() => props.room.open({ kind: "student" })}
        >
          New student
        </Button>
      </Show>
    </>
  );
}
