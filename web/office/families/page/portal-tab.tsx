import { createSignal, For, Show } from "solid-js";
import {
  type AccessInvite,
  type AccessPerson,
  type FamilyAccess,
  familyRoles,
} from "../../../../worker/domains/family-logins/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { invalidate } from "../../../shared/cache.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { showProblem } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { UserPlusIcon } from "../../../shared/ui/icons.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { announceChange } from "../undoable.ts";
import type { FamilyRoom } from "./family-room.ts";
import { PortalInvite, ROLE_LABELS } from "./portal-invite.tsx";
import { NothingYet, Section } from "./section.tsx";

type Run = (send: () => Promise<{ change: Committed | null }>) => void;

/** Who can sign in to the family's portal. */
export default function PortalTab(props: { room: FamilyRoom }) {
  const path = () => `/family-access/${props.room.page().family.id}`;
  const access = createQuery<FamilyAccess>(path);
  const [inviting, setInviting] = createSignal(false);
  const mayManage = () => can("portal_access", "full");
  const run: Run = async (send) => {
    try {
      const { change } = await send();
      if (change) announceChange(change, { onUndone: () => invalidate(path()) });
    } catch (cause) {
      showProblem(cause, "Nothing was changed");
    }
    invalidate(path());
  };
  return (
    <div class="flex max-w-180 flex-col gap-8">
      <Show when={access.error() && !access.data() && access.error()}>
        {(error) => <ErrorState error={error()} title="This could not be loaded" onRetry={access.refetch} />}
      </Show>
      <Show when={access.pending()}>
        <SkeletonRegion label="Portal access" class="late flex flex-col gap-3">
          <SkeletonText width={200} />
          <SkeletonText width={320} />
        </SkeletonRegion>
      </Show>
      <Show when={access.data()}>
        {(found) => (
          <>
            <Section
              title="People with access"
              count={found().people.length}
              action={
                <Show when={mayManage()}>
                  <Button variant="quiet" icon={UserPlusIcon} onClick={() => setInviting(true)}>
                    Invite
                  </Button>
                </Show>
              }
            >
              <Show
                when={found().people.length > 0}
                fallback={
                  <NothingYet>
                    Nobody signs in to this family yet. A guardian whose e-mail is here can do so at any time
                    with a code by mail.
                  </NothingYet>
                }
              >
                <ul>
                  <For each={found().people}>
                    {(person) => <Person person={person} path={path()} mayManage={mayManage()} run={run} />}
                  </For>
                </ul>
              </Show>
            </Section>
            <Show when={found().invites.length > 0}>
              <Section title="Invited" count={found().invites.length}>
                <ul>
                  <For each={found().invites}>
                    {(invite) => <Invite invite={invite} path={path()} mayManage={mayManage()} run={run} />}
                  </For>
                </ul>
              </Section>
            </Show>
            <Show when={inviting()}>
              <PortalInvite path={path()} invitable={found().invitable} onClose={() => setInviting(false)} />
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}

function Person(props: { person: AccessPerson; path: string; mayManage: boolean; run: Run }) {
  const { id, version, email } = props.person;
  const name = () => props.person.name ?? email;
  const path = () => `${props.path}/people/${id}`;
  const seen = () => {
    const { lastSeenAt, hasPassword } = props.person;
    const when = lastSeenAt === null ? "not signed in now" : `last seen ${formats().ago(lastSeenAt)}`;
    return hasPassword ? when : `${when}, no password yet`;
  };
  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line py-2">
      <div class="min-w-48 flex-1">
        <p class="font-medium [overflow-wrap:anywhere]">{name()}</p>
        <p class="text-sm text-ink-3 [overflow-wrap:anywhere]">
          {props.person.name ? `${email} · ${seen()}` : seen()}
        </p>
      </div>
      <Show when={props.mayManage} fallback={<span>{ROLE_LABELS[props.person.role]}</span>}>
        <select
          class="control w-auto"
          aria-label={`Role of ${name()}`}
          onChange={(event) => {
            const role = event.currentTarget.value;
            props.run(() => api.patch(path(), { role, version }));
          }}
        >
          <For each={familyRoles}>
            {(role) => (
              <option value={role} selected={role === props.person.role}>
                {ROLE_LABELS[role]}
              </option>
            )}
          </For>
        </select>
        <div class="flex flex-wrap gap-2" data-no-print>
          <Button
            aria-label={`Mail password link to ${name()}`}
            onClick={() => props.run(() => api.post(`${path()}/password-reset`))}
          >
            Mail password link
          </Button>
          <Button
            disabled={props.person.liveSessions === 0}
            aria-label={`Sign out ${name()} everywhere`}
            onClick={() => props.run(() => api.post(`${path()}/sessions/end`))}
          >
            Sign out
          </Button>
          <Button
            aria-label={`Revoke the access of ${name()}`}
            onClick={() => props.run(() => api.delete(path(), { version }))}
          >
            Revoke
          </Button>
        </div>
      </Show>
    </li>
  );
}

function Invite(props: { invite: AccessInvite; path: string; mayManage: boolean; run: Run }) {
  const { id, version, email } = props.invite;
  const path = () => `${props.path}/invites/${id}`;
  const good = () =>
    props.invite.expiresAt <= Date.now()
      ? "too old"
      : `good until ${formats().instant(props.invite.expiresAt)}`;
  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line py-2">
      <div class="min-w-48 flex-1">
        <p class="font-medium [overflow-wrap:anywhere]">{email}</p>
        <p class="text-sm text-ink-3">
          {ROLE_LABELS[props.invite.role]} · invited by {props.invite.invitedBy}, {good()}
        </p>
      </div>
      <Show when={props.mayManage}>
        <Button
          aria-label={`Send again to ${email}`}
          onClick={() => props.run(() => api.post(`${path()}/resend`, { version }))}
        >
          Send again
        </Button>
        <Button
          aria-label={`Take back the invitation of ${email}`}
          onClick={() => props.run(() => api.delete(path(), { version }))}
        >
          Take back
        </Button>
      </Show>
    </li>
  );
}
