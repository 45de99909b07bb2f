import { Show } from "solid-js";
import type { ClassOptions, ClassPage } from "../../../../worker/domains/classes/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { Select } from "../../../shared/ui/select.tsx";
import { classOptionsPath } from "../calls.ts";
import { isOneDay } from "../words.ts";
import type { Enrollment } from "./enroll-state.ts";

/** The term, for classes that are taught in terms. */
export function SessionPart(props: { enrollment: Enrollment }) {
  const { classId, form } = props.enrollment;
  const asks = () => can("classes") && classId() !== undefined && !isOneDay(form.values.kind);
  const page = createQuery<ClassPage>(() => (asks() ? `/classes/${classId()}` : undefined));
  const options = createQuery<ClassOptions>(() =>
    (page.data()?.sessionIds.length ?? 0) > 0 ? classOptionsPath : undefined,
  );
  const sessions = () => {
    const ids = page.data()?.sessionIds ?? [];
    const today = formats().today();
    return (options.data()?.sessions ?? []).filter(
      ({ id, endsOn }) => ids.includes(id) && (endsOn === null || endsOn >= today),
    );
  };
  const choices = () => [
    { value: "", label: "None" },
    ...sessions().map(({ id, name, startsOn, endsOn, kind }) => ({
      value: id,
      label: `${name}, ${formats().date(startsOn)}${endsOn ? ` to ${formats().date(endsOn)}` : ""}${
        kind === "auto_drop" ? ", ends by itself" : ""
      }`,
    })),
  ];
  return (
    <Show when={asks() && sessions().length > 0}>
      <Select field={form.field("sessionId")} label="Session" optional options={choices()} />
    </Show>
  );
}
