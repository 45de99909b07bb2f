import { PageTitle } from "../../../shared/ui/page-title.tsx";

export default function NewFamilyPage() {
  return <PageTitle title="New family" />;
}
