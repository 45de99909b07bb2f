import { Show } from "solid-js";
import type { OwnAccess } from "../../../worker/domains/family-logins/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { AccountPage } from "../account/parts.tsx";
import { accessWords } from "../words/access.ts";
import { ACCESS } from "./act.ts";
import { Passkeys } from "./passkeys.tsx";
import { Password } from "./password.tsx";
import { People } from "./people.tsx";
import { Sessions } from "./sessions.tsx";

export default function AccessPage() {
  const access = createQuery<OwnAccess>(() => ACCESS);
  return (
    <AccountPage title={accessWords().title} lead={accessWords().lead}>
      <Show when={access.error() && !access.data() && access.error()}>
        {(error) => <ErrorState error={error()} onRetry={access.refetch} />}
      </Show>
      <Show when={access.pending()}>
        <SkeletonRegion label={accessWords().title} class="late flex flex-col gap-4">
          <SkeletonText width={240} height={20} />
          <SkeletonText width={320} height={56} />
          <SkeletonText width={320} height={56} />
        </SkeletonRegion>
      </Show>
      <Show when={access.data()}>
        {(found) => (
          <div class="flex flex-col gap-8">
            <Show when={found().family}>{(family) => <People family={family()} />}</Show>
            <Password />
            <Passkeys passkeys={found().passkeys} />
            <Sessions sessions={found().sessions} />
          </div>
        )}
      </Show>
    </AccountPage>
  );
}
