import { type ParentProps, Show } from "solid-js";
import type { PermissionMode } from "../../../worker/domains/portal-settings/schemas.ts";
import { Notice } from "../../shared/ui/notice.tsx";
import { actWords } from "../words/enrollment-acts.ts";

type AskableProps = ParentProps<{
  offer: { readonly mode: PermissionMode; readonly isAskedFor: boolean };
}>;

/** The form of something a family may ask for, unless the school does not offer it or was asked already. */
export function Askable(props: AskableProps) {
  return (
    <Show
      when={props.offer.mode !== "off" && !props.offer.isAskedFor}
      fallback={
        <Notice tone="plain">
          {props.offer.mode === "off" ? actWords().notOffered : actWords().askedAlready}
        </Notice>
      }
    >
      {props.children}
    </Show>
  );
}
