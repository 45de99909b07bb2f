import { For, Match, Switch } from "solid-js";

const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

/** What somebody wrote, as it was meant: an empty line begins a paragraph, an address is a link. Never markup. */
export function PlainText(props: { text: string; class?: string }) {
  const paragraphs = () => props.text.trim().split(/\n\s*\n/);
  return (
    <div class={`flex flex-col gap-3 [overflow-wrap:anywhere] ${props.class ?? ""}`}>
      <For each={paragraphs()}>
        {(paragraph) => (
          <p class="whitespace-pre-line">
            <For each={paragraph.split(ADDRESS)}>
              {(part) => (
                <Switch fallback={part}>
                  <Match when={ADDRESS.test(part)}>
                    <a class="link underline" href={part} target="_blank" rel="noopener noreferrer nofollow">
                      {part}
                    </a>
                  </Match>
                </Switch>
              )}
            </For>
          </p>
        )}
      </For>
    </div>
  );
}
