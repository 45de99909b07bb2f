import { useNavigate } from "@solidjs/router";
import { createSignal } from "solid-js";
import { Palette } from "../../shared/ui/palette.tsx";
import { closeOverlay } from "./overlays.ts";
import { createPaletteResults } from "./palette-results.ts";

/** Pages, families, students and classes of the school. */
export default function OfficePalette() {
  const navigate = useNavigate();
  const [typed, setTyped] = createSignal("");
  const results = createPaletteResults(typed);
  return (
    <Palette
      label="Find pages, families, students and classes"
      placeholder="Pages, families, students, classes…"
      advice="Names, guardians, phone numbers, classes, settings"
      typed={typed()}
      onType={setTyped}
      entries={results.entries()}
      searching={results.searching()}
      onOpen={(entry) => navigate(entry.href)}
      onClose={closeOverlay}
    />
  );
}
