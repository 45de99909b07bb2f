import { useParams } from "@solidjs/router";
import { lazy, Match, Switch } from "solid-js";
import { ReportsList } from "./reports-list.tsx";

const ReportPage = lazy(() => import("./report-page.tsx"));
const RunPage = lazy(() => import("./run-page.tsx"));

/** /reports: what one may run; /reports/<code>: its filters; /reports/runs/<id>: what came of it. */
export default function ReportsRoom() {
  const params = useParams<{ rest?: string }>();
  const runId = () => /^runs\/([^/]+)$/.exec(params.rest ?? "")?.[1];
  return (
    <Switch>
      <Match when={!params.rest}>
        <ReportsList />
      </Match>
      <Match when={runId()}>{(id) => <RunPage id={id()} />}</Match>
      <Match when={params.rest}>{(code) => <ReportPage code={code()} />}</Match>
    </Switch>
  );
}
