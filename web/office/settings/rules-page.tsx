import type { RulesPage as Rules } from "../../../worker/domains/school-rules/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { AttendanceRulesForm } from "./attendance-rules.tsx";
import { EnrollmentRulesForm } from "./enrollment-rules.tsx";
import { MakeupRulesForm } from "./makeup-rules.tsx";
import { QueryStates } from "./query-states.tsx";
import { SettingsPage } from "./settings-page.tsx";

export default function RulesPage() {
  const rules = createQuery<Rules>(() => "/settings/rules");
  return (
    <SettingsPage
      title="Rules"
      intro="How you enroll, take attendance and make up for what was missed. A change holds from now on; what was done before stays as it is."
    >
      <QueryStates query={rules} label="rules">
        {(data) => (
          <UrlTabs
            label="Rules"
            param="for"
            tabs={[
              {
                id: "enrollment",
                label: "Enrollment",
                content: () => <EnrollmentRulesForm rules={data().enrollment} />,
              },
              {
                id: "attendance",
                label: "Attendance",
                content: () => <AttendanceRulesForm rules={data().attendance} />,
              },
              { id: "makeups", label: "Makeups", content: () => <MakeupRulesForm rules={data().makeups} /> },
            ]}
          />
        )}
      </QueryStates>
    </SettingsPage>
  );
}
