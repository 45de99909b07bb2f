import { createSignal, For, Show } from "solid-js";
import {
  type AccessInvite,
  type AccessPerson,
  type FamilyAccess,
  familyRoles,
} from "../../../worker/domains/family-logins/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { UserPlusIcon } from "../../shared/ui/icons.tsx";
import { cardClass } from "../account/parts.tsx";
import { me } from "../session.ts";
import { accessWords } from "../words/access.ts";
import { language } from "../words/language.ts";
import { act } from "./act.ts";
import { InviteDialog } from "./invite-dialog.tsx";
import { Section } from "./section.tsx";

export function People(props: { family: FamilyAccess }) {
  const words = accessWords;
  const [inviting, setInviting] = createSignal(false);
  return (
    <Section title={words().people}>
      <ul class={`${cardClass} divide-y divide-line`}>
        <For each={props.family.people}>{(person) => <Person person={person} />}</For>
        <For each={props.family.invites}>{(invite) => <Invite invite={invite} />}</For>
      </ul>
      <div>
        <Button icon={UserPlusIcon} variant="primary" onClick={() => setInviting(true)}>
          {words().invite}
        </Button>
      </div>
      <Show when={inviting()}>
        <InviteDialog invitable={props.family.invitable} onClose={() => setInviting(false)} />
      </Show>
    </Section>
  );
}

function Person(props: { person: AccessPerson }) {
  const words = accessWords;
  const [asking, setAsking] = createSignal(false);
  const name = () => props.person.name ?? props.person.email;
  const isSelf = () => props.person.loginId === me()?.login.id;
  const path = () => `/access/people/${props.person.id}`;
  const { version } = props.person;
  const remove = async () => {
    if (await act(() => api.delete(path(), { version }), words().removed(name()))) setAsking(false);
  };
  return (
    <li class="flex flex-wrap items-center gap-3 px-4 py-3">
      <div class="min-w-48 flex-1">
        <p class="font-semibold [overflow-wrap:anywhere]">
          {name()}
          <Show when={isSelf()}>
            <span class="font-regular text-ink-2"> · {words().you}</span>
          </Show>
        </p>
        <Show when={props.person.name}>
          <p class="text-sm text-ink-2 [overflow-wrap:anywhere]">{props.person.email}</p>
        </Show>
        <p class="text-sm text-ink-2">
          {props.person.lastSeenAt === null
            ? words().neverSeen
            : words().lastSeen(formats().ago(props.person.lastSeenAt))}
        </p>
      </div>
      <Show when={!isSelf()} fallback={<span class="text-ink-2">{words().roles[props.person.role]}</span>}>
        <select
          class="control w-auto"
          aria-label={words().roleOf(name())}
          onChange={(event) =>
            void act(() => api.patch(path(), { role: event.currentTarget.value, version }))
          }
        >
          <For each={familyRoles}>
            {(role) => (
              <option value={role} selected={role === props.person.role}>
                {words().roles[role]}
              </option>
            )}
          </For>
        </select>
        <Button aria-label={words().removeOf(name())} onClick={() => setAsking(true)}>
          {words().remove}
        </Button>
      </Show>
      <Dialog
        open={asking()}
        size="narrow"
        title={words().removeAsk(name())}
        description={words().removeHelp}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{words().cancel}</Button>
            <Button variant="danger" onClick={() => void remove()}>
              {words().remove}
            </Button>
          </>
        }
      />
    </li>
  );
}

function Invite(props: { invite: AccessInvite }) {
  const words = accessWords;
  const { id, email, version } = props.invite;
  const isLate = () => props.invite.expiresAt <= Date.now();
  const until = () =>
    words().until(formats().instant(props.invite.expiresAt, { dateStyle: "medium", timeStyle: "short" }));
  const resend = () => api.post(`/access/invites/${id}/resend`, { version, language: language() });
  return (
    <li class="flex flex-wrap items-center gap-3 px-4 py-3">
      <div class="min-w-48 flex-1">
        <p class="font-semibold [overflow-wrap:anywhere]">{email}</p>
        <p class="text-sm text-ink-2">
          {words().roles[props.invite.role]} · {isLate() ? words().expired : until()}
        </p>
      </div>
      <Button
        aria-label={`${words().resend}: ${email}`}
        onClick={() => void act(resend, words().resent(email))}
      >
        {words().resend}
      </Button>
      <Button
        aria-label={`${words().takeBack}: ${email}`}
        onClick={() => void act(() => api.delete(`/access/invites/${id}`, { version }))}
      >
        {words().takeBack}
      </Button>
    </li>
  );
}
