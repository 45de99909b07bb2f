import { For, Show } from "solid-js";
import { Button } from "../../shared/ui/button.tsx";
import { me } from "../session.ts";
import { switchTo } from "../shell/leave.ts";
import { signInWords } from "../words/sign-in.ts";
import { Entrance } from "./entrance.tsx";

export default function SwitchFamilyPage() {
  const words = signInWords;
  return (
    <Entrance title={words().switchTitle} lead={words().switchLead}>
      <ul class="flex flex-col gap-3">
        <For each={me()?.families ?? []}>
          {(family) => (
            <li class="flex min-h-14 items-center gap-3 rounded-lg border border-line bg-sheet px-4 py-2">
              <span class="min-w-0 flex-1 font-semibold [overflow-wrap:anywhere]">{family.name}</span>
              <Show
                when={family.id !== me()?.family.id}
                fallback={<span class="text-sm text-ink-2">{words().here}</span>}
              >
                <Button
                  aria-label={`${words().open}: ${family.name}`}
                  onClick={() => void switchTo(family.id)}
                >
                  {words().open}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Entrance>
  );
}
