import { Navigate, useLocation } from "@solidjs/router";
import { createComputed, lazy, Match, type ParentProps, Switch } from "solid-js";
import { createQuery } from "../../shared/query.ts";
import { type Me, me, setMe } from "../../shared/session.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { Shell } from "./shell.tsx";

const AccountProblemPage = lazy(() => import("../account/account-problem-page.tsx"));

const sessionFreshMs = 60_000;

/** Everything behind the log-in: who is here decides between the shell, the log-in page and a problem. */
export function Entered(props: ParentProps) {
  const location = useLocation();
  const session = createQuery<Me | null>(() => "/session", { staleMs: sessionFreshMs });
  createComputed(() => {
    const known = session.data();
    if (known) setMe(known);
  });
  const accountProblem = () => {
    const problem = session.error()?.problem;
    return problem?.code.startsWith("account_") ? problem : undefined;
  };
  const isStranger = () => session.data() === null || session.error()?.status === 401;
  const loginHref = () => `/login?next=${encodeURIComponent(location.pathname + location.search)}`;

  return (
    <Switch>
      <Match when={me()}>
        <Shell>{props.children}</Shell>
      </Match>
      <Match when={accountProblem()}>{(problem) => <AccountProblemPage problem={problem()} />}</Match>
      <Match when={isStranger()}>
        <Navigate href={loginHref()} />
      </Match>
      <Match when={session.error()}>
        {(error) => <ErrorState error={error()} onRetry={session.refetch} />}
      </Match>
    </Switch>
  );
}
