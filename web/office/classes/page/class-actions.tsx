import { useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { api } from "../../../shared/api.ts";
import { can } from "../../../shared/session.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { buttonClass } from "../../../shared/ui/button-class.ts";
import {
  ChevronDownIcon,
  CopyIcon,
  ExternalLinkIcon,
  EyeIcon,
  LockIcon,
  PencilIcon,
  PlusIcon,
  Trash2Icon,
  Undo2Icon,
} from "../../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../../shared/ui/menu.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { openEnroll } from "../../enrollments/opening.ts";
import type { ClassRoom, Written } from "./class-room.ts";

export function ClassActions(props: { room: ClassRoom }) {
  const navigate = useNavigate();
  const facts = () => props.room.page().class;
  async function copyLink() {
    await navigator.clipboard.writeText(location.origin + location.pathname);
    showToast("Link copied", { tone: "good" });
  }
  const archive = () => {
    const { version } = facts();
    void props.room.act(
      (enrolledSeen) => api.post<Written>(`${props.room.path()}/archive`, { version, enrolledSeen }),
      { title: `Archive ${facts().name}?`, act: "Archive all the same" },
    );
  };
  const restore = () =>
    void api
      .post<Written>(`${props.room.path()}/restore`, { version: facts().version })
      .then(props.room.saved, showProblem);
  const remove = () =>
    void api.delete<Written>(props.room.path(), { version: facts().version }).then((written) => {
      navigate("/classes", { replace: true });
      props.room.saved(written);
    }, showProblem);
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
        <MenuItem label="Copy link" icon={ExternalLinkIcon} onSelect={() => void copyLink()} />
        <Show when={props.room.mayEdit()}>
          <MenuItem
            label="Duplicate…"
            icon={CopyIcon}
            onSelect={() => props.room.open({ kind: "duplicate" })}
          />
          <MenuLine />
          <Show
            when={facts().isArchived}
            fallback={<MenuItem label="Archive" icon={LockIcon} onSelect={archive} />}
          >
            <MenuItem label="Bring back" icon={Undo2Icon} onSelect={restore} />
          </Show>
          <Show when={!props.room.page().wasUsed}>
            <MenuItem label="Delete" icon={Trash2Icon} danger onSelect={remove} />
          </Show>
        </Show>
      </Menu>
      <Show when={can("enrollments", "full")}>
        <Button icon={PlusIcon} onClick={() => openEnroll({ classId: facts().id })}>
          Enroll
        </Button>
      </Show>
      <Show when={props.room.mayEdit()}>
        <Button variant="primary" icon={PencilIcon} onClick={() => props.room.open({ kind: "edit" })}>
          Edit
        </Button>
      </Show>
    </>
  );
}
