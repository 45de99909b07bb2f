import { A, useSearchParams } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { me } from "../session.ts";
import { finderWords } from "../words/finder.ts";

/** Which of the family's children it is for. */
export function ChooseChildren() {
  const [params, setParams] = useSearchParams();
  const before = typeof params.for === "string" ? params.for.split(",") : [];
  const students = () => me()?.students ?? [];
  const [chosen, setChosen] = createSignal<readonly string[]>(
    students().length === 1 ? students().map(({ id }) => id) : before,
  );
  const [isLacking, setLacking] = createSignal(false);
  const toggle = (id: string) => {
    setLacking(false);
    setChosen((now) => (now.includes(id) ? now.filter((other) => other !== id) : [...now, id]));
  };
  const go = (event: SubmitEvent) => {
    event.preventDefault();
    if (chosen().length === 0) return setLacking(true);
    setParams({ students: chosen().join(","), for: undefined });
  };
  return (
    <form class="flex flex-col gap-4" onSubmit={go} noValidate>
      <fieldset aria-describedby={isLacking() ? "finder-lacking" : undefined}>
        <legend class="mb-2 font-semibold">{finderWords().forWhom}</legend>
        <div class="divide-y divide-line overflow-hidden rounded-lg border border-line bg-sheet">
          <For each={students()}>
            {(student) => (
              <label class="flex min-h-14 items-center gap-3 px-4 py-2 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent">
                <input
                  type="checkbox"
                  class="check size-5"
                  checked={chosen().includes(student.id)}
                  onChange={() => toggle(student.id)}
                />
                <span class="font-medium">{student.firstName}</span>
                <Show when={student.birthDate}>
                  {(birthDate) => (
                    <span class="ml-auto text-ink-2">
                      {finderWords().yearsOld(formats().ageYears(birthDate()))}
                    </span>
                  )}
                </Show>
              </label>
            )}
          </For>
        </div>
        <Show when={students().length > 1}>
          <p class="mt-2 text-sm text-ink-3">{finderWords().severalHelp}</p>
        </Show>
        <p id="finder-lacking" class="mt-2 font-medium text-bad" role="alert">
          <Show when={isLacking()}>{finderWords().choose}</Show>
        </p>
      </fieldset>
      <div class="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" size="large">
          {finderWords().show}
        </Button>
        <A class="link inline-flex min-h-11 items-center px-1" href="/classes">
          {finderWords().allClasses}
        </A>
      </div>
    </form>
  );
}
