import { type Accessor, createMemo } from "solid-js";
import type { PaletteAnswer } from "../../../worker/domains/palette/schemas.ts";
import { followAfterPaint } from "../../shared/after-paint.ts";
import { beginsWords, foldedWords } from "../../shared/format/text-match.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import type { PaletteEntry } from "../../shared/ui/palette.tsx";
import { studentHref } from "../families/student-href.ts";
import { openRooms } from "../rooms.ts";
import { settingsGroups, settingsHref } from "../settings/settings-groups.ts";

type OfficeEntry = PaletteEntry & { href: string };

const welcome: OfficeEntry = { id: "page-/", group: "Pages", name: "Welcome page", keys: "g w", href: "/" };

function pages(): OfficeEntry[] {
  const entries = openRooms().map((room) => ({
    id: `page-${room.path}`,
    group: "Pages",
    name: room.label,
    keys: `g ${room.goKey}`,
    href: room.path,
  }));
  return [welcome, ...entries];
}

/** Last, so that Enter keeps opening people: the pages of the settings, by the names of what is on them. */
const settings = (): OfficeEntry[] =>
  settingsGroups
    .filter((group) => can(group.right))
    .flatMap((group) => group.pages)
    .map((entry) => ({
      id: `settings-${settingsHref(entry)}`,
      group: "Settings",
      name: entry.label,
      href: settingsHref(entry),
    }));

/** Pages answer from memory with the key press; people follow, and the last ones stay until they do. */
export function createPaletteResults(field: Accessor<string>) {
  const typed = followAfterPaint(field);
  const words = createMemo(() => foldedWords(typed()));
  const search = () => typed().trim();
  const query = createQuery<PaletteAnswer>(
    () =>
      search() && (can("families") || can("students") || can("classes"))
        ? `/palette?q=${encodeURIComponent(search())}`
        : undefined,
    { keepPrevious: true, staleMs: 30_000 },
  );

  const entries = createMemo((): OfficeEntry[] => {
    const found = words().length > 0 ? query.data() : undefined;
    const families = (found?.families ?? []).map((family) => ({
      id: family.id,
      group: "Families",
      name: family.name,
      hint: family.hint ?? undefined,
      status: family.status,
      href: `/families/${family.id}`,
    }));
    const students = (found?.students ?? []).map((student) => ({
      id: student.id,
      group: "Students",
      name: student.name,
      hint: student.hint ?? undefined,
      href: studentHref(student.familyId, student.id),
    }));
    const classes = (found?.classes ?? []).map((one) => ({
      id: one.id,
      group: "Classes",
      name: one.name,
      hint: one.hint ?? undefined,
      href: `/classes/${one.id}`,
    }));
    return [
      ...pages().filter((page) => beginsWords(page.name, words())),
      ...families,
      ...students,
      ...classes,
      ...(words().length > 0 ? settings().filter((entry) => beginsWords(entry.name, words())) : []),
    ];
  });

  return { entries, searching: () => query.pending() || query.refreshing(), error: query.error };
}
