import { PageTitle } from "../../shared/ui/page-title.tsx";
import { school } from "../portal.ts";
import { me } from "../session.ts";
import { homeWords } from "../words/home.ts";

export default function HomePage() {
  const title = () => {
    const guardian = me();
    if (!guardian) return homeWords().welcome(school().account.displayName);
    return homeWords().hello(guardian.login.name.split(" ")[0] ?? "");
  };
  return <PageTitle class="text-xl font-bold tracking-tight" title={title()} />;
}
