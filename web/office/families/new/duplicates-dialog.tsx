import { For, type JSX, Show } from "solid-js";
import type { FamilyPage, PossibleDuplicate } from "../../../../worker/domains/families/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ButtonLink } from "../../../shared/ui/button-link.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { sharedFacts } from "./duplicate-families.tsx";
import type { NewFamilyForm } from "./new-family-form.ts";

/** The server found families like this one: they stand beside what was typed, and the person decides. */
export default function DuplicatesDialog(props: { form: NewFamilyForm; found: PossibleDuplicate[] }) {
  return (
    <Dialog
      open
      size="wide"
      title={props.found.length === 1 ? "This family may be here already" : "These families are much like it"}
      description="Nothing was saved yet. Open the one it is, or save what you typed as another family."
      onClose={props.form.closeFound}
      actions={
        <>
          <Button onClick={props.form.closeFound}>Keep editing</Button>
          <Button variant="primary" onClick={props.form.saveAnyway}>
            Save as a new family
          </Button>
        </>
      }
    >
      <div class="grid gap-3 sm:grid-cols-2">
        <Typed form={props.form} />
        <For each={props.found}>{(family) => <Known family={family} />}</For>
      </div>
    </Dialog>
  );
}

function Column(props: { kicker: string; name: string; children: JSX.Element; action?: JSX.Element }) {
  return (
    <section class="flex flex-col rounded-md border border-line px-3.5 py-3">
      <p class="text-xs font-semibold text-ink-3">{props.kicker}</p>
      <h3 class="font-semibold [overflow-wrap:anywhere]">{props.name}</h3>
      <div class="mt-1 flex-1 text-ink-2 [overflow-wrap:anywhere]">{props.children}</div>
      {props.action}
    </section>
  );
}

function Line(props: { text: string; same?: boolean }) {
  return (
    <span class="block tabular-nums">
      <Show when={props.same} fallback={props.text}>
        <mark>{props.text}</mark>
      </Show>
    </span>
  );
}

const phoneText = (number: string) => (number.startsWith("+") ? formats().phone(number) : number);

function Typed(props: { form: NewFamilyForm }) {
  const values = () => props.form.values;
  return (
    <Column kicker="What you typed" name={values().name}>
      <For each={values().guardians}>
        {(guardian) => (
          <>
            <Line text={`${guardian.firstName} ${guardian.lastName}`} />
            <For each={guardian.phones}>{({ number }) => <Line text={phoneText(number)} />}</For>
            <For each={guardian.emails}>{({ address }) => <Line text={address} />}</For>
          </>
        )}
      </For>
      <For each={values().students}>
        {({ firstName, lastName, birthDate }) => <Line text={studentText(firstName, lastName, birthDate)} />}
      </For>
    </Column>
  );
}

function Known(props: { family: PossibleDuplicate }) {
  const page = createQuery<FamilyPage>(() => `/families/${props.family.familyId}`);
  return (
    <Column
      kicker={`Has ${sharedFacts(props.family)}`}
      name={props.family.familyName}
      action={
        <ButtonLink class="mt-3 self-start" size="small" href={`/families/${props.family.familyId}`}>
          Open this family
        </ButtonLink>
      }
    >
      <Show when={page.data()} fallback={<SkeletonText width={160} height={60} />}>
        {(known) => <KnownFacts page={known()} matches={props.family.matches} />}
      </Show>
    </Column>
  );
}

function KnownFacts(props: { page: FamilyPage; matches: readonly string[] }) {
  const folded = () => new Set(props.matches.map((match) => match.toLowerCase()));
  const isSame = (...texts: (string | null)[]) =>
    texts.some((text) => text && folded().has(text.toLowerCase()));
  return (
    <>
      <For each={props.page.guardians}>
        {({ firstName, lastName }) => <Line text={`${firstName} ${lastName}`} />}
      </For>
      <For each={props.page.phones}>
        {({ number, e164 }) => <Line text={phoneText(e164 ?? number)} same={isSame(e164, number)} />}
      </For>
      <For each={props.page.emails}>{({ address }) => <Line text={address} same={isSame(address)} />}</For>
      <For each={props.page.students}>
        {({ firstName, lastName, birthDate }) => (
          <Line
            text={studentText(firstName, lastName, birthDate)}
            same={isSame(`${firstName} ${lastName}`)}
          />
        )}
      </For>
    </>
  );
}

function studentText(firstName: string, lastName: string, birthDate: string | null): string {
  const date = birthDate && formats().parseDate(birthDate);
  return date ? `${firstName} ${lastName}, ${formats().date(date)}` : `${firstName} ${lastName}`;
}
