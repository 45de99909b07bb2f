import { useParams } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import type { OwnEnrollments } from "../../../worker/domains/enrollments/own-shapes.ts";
import type { OwnStudentPage } from "../../../worker/domains/students/own-shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { hasRole } from "../session.ts";
import { studentWords } from "../words/students.ts";
import { AccountPage, Answer, LookOnly } from "./parts.tsx";
import { PeopleList } from "./people-list.tsx";
import { StudentAttendance } from "./student-attendance.tsx";
import { StudentClasses } from "./student-classes.tsx";
import { StudentFacts } from "./student-facts.tsx";

/** One child: classes and what can be done about them, attendance, and what the family tells of it. */
export default function StudentRoom() {
  const params = useParams<{ rest?: string }>();
  const id = createMemo(() => (params.rest ?? "").split("/")[0] ?? "");
  return (
    <Show when={id()} keyed>
      {(studentId) => <Student id={studentId} />}
    </Show>
  );
}

function Student(props: { id: string }) {
  const path = () => `/students/${props.id}`;
  const page = createQuery<OwnStudentPage>(path);
  const own = createQuery<OwnEnrollments>(() => "/enrollments");
  const classes = () => own.data()?.students.find(({ id }) => id === props.id);
  const title = () => {
    const student = page.data()?.student;
    return student ? `${student.firstName} ${student.lastName}` : (classes()?.name ?? studentWords().facts);
  };
  return (
    <AccountPage title={title()}>
      <LookOnly />
      <Show when={page.error()?.status === 404 && page.error()} fallback={<Parts />}>
        {(error) => <ErrorState error={error()} />}
      </Show>
    </AccountPage>
  );

  function Parts() {
    return (
      <>
        <Answer query={own} label={studentWords().loading}>
          {(data) => (
            <Show when={classes()}>
              {(student) => (
                <StudentClasses student={student()} modes={data().modes} onChange={own.refetch} />
              )}
            </Show>
          )}
        </Answer>
        <StudentAttendance id={props.id} />
        <Answer query={page} label={studentWords().loading}>
          {(data) => (
            <>
              <StudentFacts page={data()} onSaved={page.refetch} />
              <PeopleList
                kind="contacts"
                studentId={props.id}
                people={data().contacts}
                mayEdit={hasRole("payer")}
                onChange={page.refetch}
              />
              <PeopleList
                kind="pickups"
                studentId={props.id}
                people={data().pickups}
                mayEdit={hasRole("payer")}
                onChange={page.refetch}
              />
            </>
          )}
        </Answer>
      </>
    );
  }
}
