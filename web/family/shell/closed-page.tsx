import { For, Show } from "solid-js";
import { formats } from "../../shared/formats.ts";
import { MailIcon, PhoneIcon } from "../../shared/ui/icons.tsx";
import { school } from "../portal.ts";
import { shellWords } from "../words/shell.ts";
import { SchoolMark } from "./school-mark.tsx";

const linkClass = "link flex min-h-11 items-center gap-2.5";

/** Instead of the portal while the school has it switched off: how to reach the school all the same. */
export default function ClosedPage() {
  document.title = school().account.displayName;
  return (
    <main class="mx-auto grid min-h-dvh max-w-md content-center gap-4 px-5">
      <SchoolMark class="size-12" />
      <h1 class="text-xl font-bold tracking-tight">{school().account.displayName}</h1>
      <p class="text-ink-2">{shellWords().closed}</p>
      <For each={school().locations.filter(({ phone, email }) => phone || email)}>
        {(location) => (
          <section aria-label={location.name}>
            <h2 class="font-semibold">{location.name}</h2>
            <Show when={location.phone}>
              {(phone) => (
                <a class={linkClass} href={`tel:${phone().replace(/[^\d+]/g, "")}`}>
                  <PhoneIcon class="size-5" />
                  {formats().phone(phone())}
                </a>
              )}
            </Show>
            <Show when={location.email}>
              {(email) => (
                <a class={linkClass} href={`mailto:${email()}`}>
                  <MailIcon class="size-5" />
                  {email()}
                </a>
              )}
            </Show>
          </section>
        )}
      </For>
    </main>
  );
}
