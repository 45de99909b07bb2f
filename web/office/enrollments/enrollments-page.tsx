import { useParams } from "@solidjs/router";
import { createMemo, lazy, Show } from "solid-js";
import type { EnrollmentRow } from "../../../worker/domains/enrollments/shapes.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createPages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { createSelection } from "../../shared/table/selection.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { Button } from "../../shared/ui/button.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useQuickParam } from "../../shared/url-state.ts";
import { listCount } from "../families/list-count.ts";
import { studentHref } from "../families/student-href.ts";
import { createCheckIn } from "./list/check-in-acts.ts";
import { enrollmentColumns } from "./list/enrollment-columns.tsx";
import { EnrollmentFilters } from "./list/enrollment-filters.tsx";
import { EnrollmentPeek } from "./list/enrollment-peek.tsx";
import { createEnrollmentSearch } from "./list/enrollment-search.ts";
import { EnrollmentsFooter } from "./list/enrollments-footer.tsx";
import { NoEnrollments } from "./list/no-enrollments.tsx";
import { openEnroll } from "./opening.ts";
import { createEnrollmentOptions } from "./options.ts";

const NotFoundPage = lazy(() => import("../shell/not-found-page.tsx"));

/** Who is in which class within some days. */
export default function EnrollmentsPage() {
  const params = useParams<{ rest?: string }>();
  return (
    <Show when={!params.rest} fallback={<NotFoundPage />}>
      <EnrollmentsList />
    </Show>
  );
}

function EnrollmentsList() {
  const search = createEnrollmentSearch();
  const options = createEnrollmentOptions();
  const selection = createSelection();
  const enrollments = createPages<EnrollmentRow>(search.path);
  const [peekId, setPeekId] = useQuickParam("peek");
  const checkIn = createCheckIn(enrollments);
  // The rows say it themselves, so that the column stands there as soon as they do; the options, before there are any.
  const isCheckInMode = () => {
    const [row] = enrollments.rows();
    return row ? row.checkIns !== null : options.data()?.isCheckInMode;
  };
  const checksIn = createMemo(() => (isCheckInMode() && can("attendance") ? checkIn : undefined));
  const columns = createMemo(() => enrollmentColumns(search.q, checksIn()));
  const peeked = createMemo(() => enrollments.rows().find((row) => row.id === peekId()));
  const mayEnroll = () => can("enrollments", "full");
  const className = () => enrollments.rows().find(({ classId }) => classId === search.classId())?.className;

  useShortcuts({
    keys: "n",
    label: "Enroll a student",
    group: "This page",
    when: mayEnroll,
    run: () => openEnroll({}),
  });

  return (
    <ListPage
      header={
        <PageHeader
          title="Enrollments"
          count={listCount(enrollments)}
          search={{ label: "Search students", value: search.typed(), onInput: search.setTyped }}
          actions={
            <Show when={mayEnroll()}>
              <Button variant="primary" icon={PlusIcon} onClick={() => openEnroll({})}>
                Enroll
              </Button>
            </Show>
          }
        />
      }
      filters={<EnrollmentFilters search={search} options={options.data()} className={className()} />}
      peek={
        <Show when={peeked()}>
          {(row) => <EnrollmentPeek row={row()} onClose={() => setPeekId(undefined)} />}
        </Show>
      }
    >
      <VirtualTable
        label="Enrollments"
        pages={enrollments}
        columns={columns()}
        rowId={(row) => row.id}
        rowName={(row) => `${row.studentName} in ${row.className}`}
        href={can("families") ? (row) => studentHref(row.familyId, row.studentId) : undefined}
        selection={mayEnroll() || checksIn() ? selection : undefined}
        peekId={peekId()}
        onPeek={setPeekId}
        empty={<NoEnrollments search={search} looking={enrollments.hasMore()} />}
      />
      <EnrollmentsFooter
        selection={selection}
        enrollments={enrollments}
        checkIn={checksIn()}
        filter={search.filterParams}
      />
    </ListPage>
  );
}
