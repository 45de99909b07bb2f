import { useParams } from "@solidjs/router";
import { lazy, Show, Suspense } from "solid-js";
import type { StudentRow } from "../../../worker/domains/students/schemas.ts";
import { createPages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { createSelection } from "../../shared/table/selection.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { listCount } from "../families/list-count.ts";
import { studentHref } from "../families/student-href.ts";
import { createStudentDeletion } from "./delete-students.ts";
import { NoStudents } from "./no-students.tsx";
import { studentColumns } from "./student-columns.tsx";
import { StudentFilters } from "./student-filters.tsx";
import { createStudentSearch } from "./student-search.ts";
import { StudentsFooter } from "./students-footer.tsx";

const EnrolledDialog = lazy(() => import("./enrolled-dialog.tsx"));
const NotFoundPage = lazy(() => import("../shell/not-found-page.tsx"));

/** A student has no page of her own: she is shown in her family. */
export default function StudentsPage() {
  const params = useParams<{ rest?: string }>();
  return (
    <Show when={!params.rest} fallback={<NotFoundPage />}>
      <StudentsList />
    </Show>
  );
}

function StudentsList() {
  const search = createStudentSearch();
  const selection = createSelection();
  const students = createPages<StudentRow>(search.path);
  const deletion = createStudentDeletion(students, selection);
  const columns = studentColumns(search.q);

  return (
    <ListPage
      header={
        <PageHeader
          title="Students"
          count={listCount(students)}
          search={{ label: "Search students", value: search.typed(), onInput: search.setTyped }}
        />
      }
      filters={<StudentFilters search={search} />}
    >
      <VirtualTable
        label="Students"
        pages={students}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        href={can("families") ? (row) => studentHref(row.familyId, row.id) : undefined}
        selection={selection}
        empty={<NoStudents search={search} looking={students.hasMore()} />}
      />
      <StudentsFooter selection={selection} students={students} search={search} deletion={deletion} />
      <Show when={deletion.enrolled()}>
        {(enrolled) => (
          <Suspense>
            <EnrolledDialog enrolled={enrolled()} deletion={deletion} />
          </Suspense>
        )}
      </Show>
    </ListPage>
  );
}
