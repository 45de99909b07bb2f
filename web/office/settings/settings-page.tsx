import { type JSX, Show } from "solid-js";
import { can } from "../../shared/session.ts";
import { PageHeader } from "../../shared/ui/page-header.tsx";

type SettingsPageProps = {
  title: string;
  /** What it is for, in a sentence or two. */
  intro: JSX.Element;
  actions?: JSX.Element;
  /** Who may change what is on the page; by default whoever may change settings. */
  may?: boolean;
  children: JSX.Element;
};

/** The head that all sub-pages share; those who may only look are told so once. */
export function SettingsPage(props: SettingsPageProps) {
  const may = () => props.may ?? maySet();
  return (
    <>
      <PageHeader title={props.title} actions={<Show when={may()}>{props.actions}</Show>} />
      <p class="max-w-2xl px-4 pb-4 text-ink-2 sm:px-6">
        {props.intro}
        <Show when={!may()}> You may look, but not change it.</Show>
      </p>
      {props.children}
    </>
  );
}

export const maySet = () => can("settings", "full");
