import { A, useNavigate } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { Button } from "../../shared/ui/button.tsx";
import { withParams } from "../../shared/url-state.ts";
import { portalBase } from "../account.ts";
import { me } from "../session.ts";
import { finderWords } from "../words/finder.ts";
import { ageLabel } from "./filters.ts";

const AGES = Array.from({ length: 18 }, (_, years) => years);
const GENDERS = [
  ["female", "girl"],
  ["male", "boy"],
  ["", "anyone"],
] as const;

/** For visitors: how old, girl or boy. Leads to the classes with these as their filters. */
export function ChooseAge() {
  const navigate = useNavigate();
  const [age, setAge] = createSignal("");
  const [gender, setGender] = createSignal("");
  const [isLacking, setLacking] = createSignal(false);
  const go = (event: SubmitEvent) => {
    event.preventDefault();
    if (age() === "") return setLacking(true);
    navigate(withParams("/classes", { age: age(), gender: gender() }));
  };
  return (
    <form class="flex flex-col gap-5" onSubmit={go} noValidate>
      <label class="flex flex-col gap-1.5">
        <span class="font-semibold">{finderWords().age}</span>
        <select
          class="control"
          aria-invalid={isLacking() ? "true" : undefined}
          aria-describedby={isLacking() ? "finder-lacking" : undefined}
          onChange={(event) => {
            setAge(event.currentTarget.value);
            setLacking(false);
          }}
        >
          <option value="">{finderWords().pickAge}</option>
          <For each={AGES}>{(years) => <option value={years}>{ageLabel(years)}</option>}</For>
        </select>
      </label>
      <p id="finder-lacking" class="-mt-3 font-medium text-bad empty:hidden" role="alert">
        <Show when={isLacking()}>{finderWords().pickAge}</Show>
      </p>
      <fieldset>
        <legend class="mb-2 font-semibold">{finderWords().gender}</legend>
        <div class="flex flex-wrap gap-x-6">
          <For each={GENDERS}>
            {([value, word]) => (
              <label class="flex min-h-11 items-center gap-2.5">
                <input
                  type="radio"
                  name="gender"
                  class="size-5"
                  checked={gender() === value}
                  onChange={() => setGender(value)}
                />
                {finderWords()[word]}
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <div>
        <Button type="submit" variant="primary" size="large">
          {finderWords().show}
        </Button>
      </div>
      <Show when={!me()}>
        <p class="text-ink-2">
          {finderWords().haveAccount}{" "}
          <A class="link underline" href={`/login?next=${encodeURIComponent(`${portalBase}/find`)}`}>
            {finderWords().logIn}
          </A>
        </p>
      </Show>
    </form>
  );
}
