import { For, type JSX, Show } from "solid-js";
import type { FamilyPage } from "../../../worker/domains/families/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Fact } from "../../shared/ui/peek-panel.tsx";

/** Whose an entry is matters only where there are several people. */
function ownerOf(page: FamilyPage, guardianId: string | null): string | undefined {
  if (page.guardians.length < 2) return undefined;
  return page.guardians.find((guardian) => guardian.id === guardianId)?.firstName;
}

function Entry(props: { owner?: string; children: JSX.Element }) {
  return (
    <span class="block">
      {props.children}
      <Show when={props.owner}>
        <span class="text-ink-3"> {props.owner}</span>
      </Show>
    </span>
  );
}

export function GuardianFact(props: { page: FamilyPage }) {
  return (
    <Fact label={props.page.guardians.length === 1 ? "Guardian" : "Guardians"}>
      <For each={props.page.guardians} fallback={<span class="text-ink-3">None yet</span>}>
        {(guardian) => (
          <span class="block">
            {guardian.firstName} {guardian.lastName}
            <Show when={!guardian.mayPickUp}>
              <span class="text-bad"> may not pick up</span>
            </Show>
          </span>
        )}
      </For>
    </Fact>
  );
}

export function PhoneFact(props: { page: FamilyPage }) {
  return (
    <Show when={props.page.phones.length > 0}>
      <Fact label="Phone">
        <For each={props.page.phones}>
          {(phone) => (
            <Entry owner={ownerOf(props.page, phone.guardianId)}>
              <a class="hover:underline" href={`tel:${phone.e164 ?? phone.number}`}>
                {phone.e164 ? formats().phone(phone.e164) : phone.number}
              </a>
            </Entry>
          )}
        </For>
      </Fact>
    </Show>
  );
}

/** Breaks before the @ rather than anywhere. */
function Address(props: { text: string }) {
  const at = () => props.text.lastIndexOf("@");
  return (
    <>
      {props.text.slice(0, at())}
      <wbr />
      {props.text.slice(at())}
    </>
  );
}

export function EmailFact(props: { page: FamilyPage }) {
  return (
    <Show when={props.page.emails.length > 0}>
      <Fact label="E-mail">
        <For each={props.page.emails}>
          {(email) => (
            <Entry owner={ownerOf(props.page, email.guardianId)}>
              <a class="hover:underline" href={`mailto:${email.address}`}>
                <Address text={email.address} />
              </a>
            </Entry>
          )}
        </For>
      </Fact>
    </Show>
  );
}
