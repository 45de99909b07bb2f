import { For, Show } from "solid-js";
import type { OwnAttendance } from "../../../worker/domains/attendance/own-shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { studentWords } from "../words/students.ts";
import { Answer, cardClass, shortDay } from "./parts.tsx";

/** How often a child came, a class at a time, with the days behind it. */
export function StudentAttendance(props: { id: string }) {
  const words = studentWords;
  const attendance = createQuery<OwnAttendance>(() => `/attendance/students/${props.id}`);
  const summary = (own: OwnAttendance["classes"][number]) => {
    const came = own.present + own.tardy;
    return [
      words().attended(came, own.marks.length),
      own.absent > 0 ? words().absent(own.absent) : "",
      own.tardy > 0 ? words().late(own.tardy) : "",
    ]
      .filter(Boolean)
      .join(" · ");
  };
  return (
    <section aria-labelledby="attendance">
      <h2 id="attendance" class="text-md font-bold tracking-tight">
        {words().attendance}
      </h2>
      <p class="mb-2 text-sm text-ink-3">{words().attendanceHelp}</p>
      <Answer query={attendance} label={words().loadingAttendance}>
        {(data) => (
          <ul class={`${cardClass} divide-y divide-line`}>
            <For each={data().classes} fallback={<li class="p-4 text-ink-2">{words().noAttendance}</li>}>
              {(own) => (
                <li class="px-4 py-3">
                  <div class="flex items-baseline justify-between gap-3">
                    <h3 class="font-medium">{own.className}</h3>
                    <Show when={own.percent !== null}>
                      <p class="text-lg font-bold tabular-nums">{`${own.percent} %`}</p>
                    </Show>
                  </div>
                  <p class="text-sm text-ink-2">{summary(own)}</p>
                  <details class="mt-1">
                    <summary class="link inline-flex min-h-11 cursor-pointer items-center text-sm">
                      {words().showMarks}
                    </summary>
                    <ul class="flex flex-col gap-1 text-sm">
                      <For each={own.marks}>
                        {(mark) => (
                          <li class="flex justify-between gap-3">
                            <span>{shortDay(mark.meetsOn)}</span>
                            <span class="text-ink-2">
                              {[words().marks[mark.status], mark.isExcused ? words().excused : ""]
                                .filter(Boolean)
                                .join(", ")}
                            </span>
                          </li>
                        )}
                      </For>
                    </ul>
                  </details>
                </li>
              )}
            </For>
          </ul>
        )}
      </Answer>
    </section>
  );
}
