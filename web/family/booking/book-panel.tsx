import { createSignal, lazy, Match, Show, Suspense, Switch } from "solid-js";
import type { CartKind } from "../../../worker/domains/cart/schemas.ts";
import type { CataloguePage } from "../../../worker/domains/catalogue/shapes.ts";
import { afterPaint } from "../../shared/after-paint.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { hasRole, me } from "../session.ts";
import { classPageWords } from "../words/class-page.ts";
import { openClassPath } from "./class-path.ts";
import { dayText } from "./class-text.ts";
import { priorityOf } from "./priority.ts";

const BookDialog = lazy(() => import("./book-dialog.tsx"));

/** What can be done about a class; whoever is not signed in does it after that. */
export function BookPanel(props: { page: CataloguePage; onChanged: () => void }) {
  const [kind, setKind] = createSignal<CartKind>();
  const words = classPageWords;
  const choices = priorityOf(() => props.page);
  const actions = () => choices() ?? props.page.actions;
  const isBookable = () => actions().register || actions().waitlist;
  const registration = () => props.page.class.registration;
  afterPaint(() => void BookDialog.preload().catch(() => {}));
  return (
    <div class="flex flex-col gap-2">
      <Switch fallback={<Why registration={registration()} />}>
        <Match when={isBookable() && !me()}>
          <ButtonLink
            variant="primary"
            size="large"
            class="w-full"
            href={`/login?next=${encodeURIComponent(openClassPath(props.page.class.id))}`}
          >
            {words().logIn}
          </ButtonLink>
          <p class="text-sm text-ink-3">{words().logInHelp}</p>
        </Match>
        <Match when={isBookable() && !hasRole("payer")}>
          <p class="rounded-md bg-sunken px-4 py-3 text-ink-2">{words().viewOnly}</p>
        </Match>
        <Match when={isBookable()}>
          <Show when={actions().register}>
            <Button variant="primary" size="large" class="w-full" onClick={() => setKind("active")}>
              {actions().asksFirst ? words().ask : words().book}
            </Button>
          </Show>
          <Show when={actions().waitlist}>
            <Button variant="primary" size="large" class="w-full" onClick={() => setKind("wait")}>
              {words().waitlist}
            </Button>
            <Show when={props.page.waiting > 0}>
              <p class="text-sm text-ink-3">{words().waiting(props.page.waiting)}</p>
            </Show>
          </Show>
          <div class="grid gap-2 has-[>:nth-child(2)]:grid-cols-2">
            <Show when={actions().trial}>
              <Button onClick={() => setKind("trial")}>{words().trial}</Button>
            </Show>
            <Show when={actions().singleDay}>
              <Button onClick={() => setKind("single_day")}>{words().singleDay}</Button>
            </Show>
          </div>
          <Show when={actions().register && actions().asksFirst}>
            <p class="text-sm text-ink-3">{words().asksFirst}</p>
          </Show>
        </Match>
      </Switch>
      <Suspense>
        <Show when={kind()} keyed>
          {(chosen) => (
            <BookDialog
              page={props.page}
              kind={chosen}
              onKind={setKind}
              onClose={() => {
                setKind(undefined);
                props.onChanged();
              }}
            />
          )}
        </Show>
      </Suspense>
    </div>
  );
}

/** Why nothing can be done, and from when on something can. */
function Why(props: { registration: CataloguePage["class"]["registration"] }) {
  const text = () => {
    const words = classPageWords();
    const { registration } = props;
    const day = "opensOn" in registration && registration.opensOn ? dayText(registration.opensOn) : undefined;
    if (registration.state === "later") return day ? words.laterHelp(day) : words.laterHelpUnknown;
    if (registration.state === "priority") return day ? words.priorityHelp(day) : words.priorityHelpUnknown;
    return words.closedHelp;
  };
  return <p class="rounded-md bg-sunken px-4 py-3 text-ink-2">{text()}</p>;
}
