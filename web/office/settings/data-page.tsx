import { For, Show } from "solid-js";
import { can } from "../../shared/session.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { SettingsPage } from "./settings-page.tsx";

const lists = [
  {
    file: "families.csv",
    right: "families",
    title: "Families",
    text: "Guardians, contacts and students, a family a line.",
  },
  {
    file: "students.csv",
    right: "students",
    title: "Students",
    text: "Every student with the facts on record.",
  },
  {
    file: "classes.csv",
    right: "classes",
    title: "Classes",
    text: "Classes of today with their times and places.",
  },
  { file: "staff.csv", right: "staff", title: "Staff", text: "Active staff with their groups." },
  {
    file: "audit.csv",
    right: "audit",
    title: "Audit log",
    text: "Every act: who, what, when and from where.",
  },
] as const;

/** What a school has entered is its own: as lists, and whole. */
export default function DataPage() {
  return (
    <SettingsPage
      title="Your data"
      intro="Take out what is yours whenever you like. Every export is written to the audit log."
    >
      <Show
        when={can("export")}
        fallback={<p class="px-4 text-ink-3 sm:px-6">You need the right “Export” to take data out.</p>}
      >
        <ul class="mx-4 max-w-2xl border-t border-line sm:mx-6">
          <Show when={can("export", "full")}>
            <Row
              title="Everything, as SQL"
              text="The whole account as one file that sqlite3 reads, consistent even while people work. Passwords stay here."
              file="account.sql"
            />
          </Show>
          <For each={lists.filter((list) => can(list.right))}>{(list) => <Row {...list} />}</For>
        </ul>
      </Show>
    </SettingsPage>
  );
}

function Row(props: { title: string; text: string; file: string }) {
  return (
    <li class="flex items-center gap-4 border-b border-line py-3">
      <span class="min-w-0 flex-1">
        <span class="block font-medium">{props.title}</span>
        <span class="block text-ink-2">{props.text}</span>
      </span>
      <ExportButton
        file={props.file}
        filter={{}}
        label={`Download ${props.title.toLowerCase()}`}
        short="Download"
      />
    </li>
  );
}
