import { useNavigate } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import { Avatar } from "../../../shared/ui/avatar.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { ArrowLeftIcon } from "../../../shared/ui/icons.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";
import { goBack } from "./go-back.ts";

type FamilyHeaderProps = {
  name: string;
  pills?: JSX.Element;
  about?: JSX.Element;
  actions?: JSX.Element;
};

export function FamilyHeader(props: FamilyHeaderProps) {
  const navigate = useNavigate();
  return (
    <header class="flex flex-wrap items-start gap-x-3 gap-y-3 px-4 pt-4 pb-4 sm:px-6">
      <div class="flex min-w-0 flex-[1_1_20rem] items-start gap-3">
        <span class="mt-1 -ml-2 pointer-coarse:-mt-0.5" data-no-print>
          <IconButton
            label="Back to the list"
            keys="Escape"
            icon={ArrowLeftIcon}
            onClick={() => goBack(navigate)}
          />
        </span>
        <span class="max-sm:hidden">
          <Avatar name={props.name} size="large" />
        </span>
        <div class="min-w-0 flex-1 self-center">
          <div class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <bdi class="min-w-0 [overflow-wrap:anywhere]">
              <PageTitle title={props.name} />
            </bdi>
            {props.pills}
          </div>
          <Show when={props.about}>
            <p class="text-ink-3 [overflow-wrap:anywhere]">{props.about}</p>
          </Show>
        </div>
      </div>
      <div class="flex flex-wrap gap-2 max-sm:w-full" data-no-print>
        {props.actions}
      </div>
    </header>
  );
}
