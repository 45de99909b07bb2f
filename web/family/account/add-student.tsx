import { useNavigate } from "@solidjs/router";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { refreshMe } from "../session.ts";
import { studentWords } from "../words/students.ts";
import { AccountPage, cardClass } from "./parts.tsx";
import { StudentFields, sentOf, valuesOf } from "./student-form.tsx";

/** A new child of the family. */
export default function AddStudentPage() {
  const words = studentWords;
  const navigate = useNavigate();
  const form = createForm({
    initial: valuesOf({}),
    send: (values, idempotencyKey) =>
      api.post<{ id: string }>("/students", sentOf(values), { idempotencyKey }),
    onSaved: ({ id }) => {
      showToast(words().added(form.values.firstName), { tone: "good" });
      void refreshMe();
      navigate(`/account/students/${id}`, { replace: true });
    },
  });
  return (
    <AccountPage title={words().addTitle} lead={words().addLead}>
      <form class={`${cardClass} flex flex-col gap-4 p-4`} noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <StudentFields field={form.field} fields={[]} isNew />
        <div>
          <Button type="submit" variant="primary" busy={form.submitting()}>
            {words().add}
          </Button>
        </div>
      </form>
    </AccountPage>
  );
}
