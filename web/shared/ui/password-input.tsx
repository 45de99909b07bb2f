import { createSignal, Show } from "solid-js";
import type { FormField } from "../form.ts";
import { sharedWords } from "../words.ts";
import { Field, type FieldLabels } from "./field.tsx";
import { EyeIcon, EyeOffIcon } from "./icons.tsx";

type PasswordInputProps = FieldLabels & {
  field: FormField;
  autocomplete: "current-password" | "new-password";
};

export function PasswordInput(props: PasswordInputProps) {
  const [shown, setShown] = createSignal(false);
  const [capsLock, setCapsLock] = createSignal(false);
  const watchCaps = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <Field {...props}>
      {(attributes) => (
        <>
          <div class="relative">
            <input
              {...attributes}
              type={shown() ? "text" : "password"}
              class="control pr-10"
              autocomplete={props.autocomplete}
              autocapitalize="none"
              spellcheck={false}
              value={String(props.field.value() ?? "")}
              onInput={(event) => props.field.set(event.currentTarget.value)}
              onKeyDown={watchCaps}
              onKeyUp={watchCaps}
              onBlur={() => setCapsLock(false)}
            />
            <button
              type="button"
              class="absolute inset-y-0 right-0 grid w-9 place-items-center rounded-sm text-ink-3 hover:text-ink pointer-coarse:w-11"
              aria-label={sharedWords().showPassword}
              aria-pressed={shown()}
              onClick={() => setShown((before) => !before)}
            >
              <Show when={shown()} fallback={<EyeIcon />}>
                <EyeOffIcon />
              </Show>
            </button>
          </div>
          <p class="text-sm font-medium text-warn empty:hidden" role="status">
            {capsLock() ? sharedWords().capsLock : ""}
          </p>
        </>
      )}
    </Field>
  );
}
