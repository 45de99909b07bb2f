import { useParams } from "@solidjs/router";
import { lazy, Match, Show, Switch } from "solid-js";

const DropEnrollment = lazy(() => import("./drop-enrollment.tsx"));
const TransferEnrollment = lazy(() => import("./transfer-enrollment.tsx"));
const NotFoundPage = lazy(() => import("../shell/not-found-page.tsx"));

/** What a family does about one enrollment: leave the class, or change to another one. */
export default function EnrollmentRoom() {
  const params = useParams<{ rest?: string }>();
  const parts = () => (params.rest ?? "").split("/");
  return (
    <Show when={parts()[0]} keyed>
      {(id) => (
        <Switch fallback={<NotFoundPage />}>
          <Match when={parts()[1] === "drop"}>
            <DropEnrollment id={id} />
          </Match>
          <Match when={parts()[1] === "transfer"}>
            <TransferEnrollment id={id} />
          </Match>
        </Switch>
      )}
    </Show>
  );
}
