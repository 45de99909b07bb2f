import { Show } from "solid-js";
import { initialsOf } from "../../shared/format/names.ts";
import { pictureUrl, school } from "../portal.ts";

/** The school's logo; its initials on its colour while it has none. Always beside the name, so it says nothing itself. */
export function SchoolMark(props: { class?: string }) {
  return (
    <Show
      when={school().settings.logoFileId}
      fallback={
        <span
          class={`grid flex-none place-items-center rounded-md bg-accent text-sm font-bold text-accent-ink select-none ${props.class ?? "size-8"}`}
          aria-hidden="true"
        >
          {initialsOf(school().account.displayName)}
        </span>
      }
    >
      {(fileId) => (
        <img
          src={pictureUrl(fileId())}
          alt=""
          class={`flex-none rounded-sm object-contain ${props.class ?? "size-8"}`}
          width="64"
          height="64"
        />
      )}
    </Show>
  );
}
