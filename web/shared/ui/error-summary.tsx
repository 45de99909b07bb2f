import { For, Show } from "solid-js";
import type { Form } from "../form.ts";
import { sharedWords } from "../words.ts";
import { CircleAlertIcon } from "./icons.tsx";

/** Takes focus after a refused submit and leads to each field, so that nobody has to hunt for what is red. */
export function ErrorSummary(props: { form: Form }) {
  const errors = () => props.form.fieldErrors();
  const problem = () => props.form.problem();
  const title = () => {
    if (errors().length === 0) return problem()?.problem.title;
    return sharedWords().needsLook(errors().length);
  };
  const focus = (event: MouseEvent, path: string) => {
    event.preventDefault();
    document.getElementById(props.form.field(path).id)?.focus();
  };
  return (
    <Show when={errors().length > 0 || problem()}>
      <div
        ref={props.form.bindSummary}
        tabindex="-1"
        role="alert"
        class="flex gap-2.5 rounded-sm bg-bad-soft px-3 py-2.5 text-bad"
      >
        <CircleAlertIcon class="mt-0.5" />
        <div class="min-w-0">
          <p class="font-semibold">{title()}</p>
          <Show when={errors().length === 0 && problem()?.problem.detail}>
            {(detail) => <p class="text-ink-2">{detail()}</p>}
          </Show>
          <ul>
            <For each={errors()}>
              {(error) => (
                <li>
                  <a
                    class="underline underline-offset-3"
                    href={`#${props.form.field(error.path).id}`}
                    onClick={(event) => focus(event, error.path)}
                  >
                    {error.message}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </div>
      </div>
    </Show>
  );
}
