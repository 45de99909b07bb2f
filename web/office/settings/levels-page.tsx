import type { LevelRow } from "../../../worker/domains/class-lists/schemas.ts";
import { ClassListPage } from "./class-list-page.tsx";

export default function LevelsPage() {
  return (
    <ClassListPage<LevelRow>
      kind="levels"
      title="Levels"
      noun="level"
      intro="How difficult a class is. The order here is the ladder: the level below is the next one for whoever moves up."
      example="Beginner"
      details={(row) => row.description ?? ""}
    />
  );
}
