import { Show } from "solid-js";
import { Notice } from "../../shared/ui/notice.tsx";
import { Switch } from "../../shared/ui/switch.tsx";

/** A report that was started in every account at once. */
export type Generated = { generatedReportId: string; accounts: number };

type ForAllAccountsProps = { checked: boolean; onChange: (checked: boolean) => void; generated?: Generated };

/** For people of the enterprise portal: the same report in every account that they may enter. */
export function ForAllAccounts(props: ForAllAccountsProps) {
  return (
    <div class="mb-4 max-w-2xl rounded-md border border-line px-4 py-2.5">
      <Switch
        label="Generate for all accounts"
        description="Runs it once in each account you may enter. Locations and other choices are found there by name; results come together under Generated Reports in the enterprise portal."
        checked={props.checked}
        onChange={props.onChange}
      />
      <div aria-live="polite">
        <Show when={props.generated} keyed>
          {(generated) => (
            <div class="pt-2 pb-1">
              <Notice tone="good" isInLiveRegion>
                Started in {generated.accounts} {generated.accounts === 1 ? "account" : "accounts"}.{" "}
                <a
                  class="link"
                  rel="external"
                  href={`/enterprise/generated-reports?open=${generated.generatedReportId}`}
                >
                  Open Generated Reports
                </a>
              </Notice>
            </div>
          )}
        </Show>
      </div>
    </div>
  );
}
