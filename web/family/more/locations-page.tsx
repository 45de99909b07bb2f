import { For, Show } from "solid-js";
import type { PortalLocation } from "../../../worker/domains/portal/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CheckIcon, MailIcon, MapPinIcon, PhoneIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { pictureUrl, school } from "../portal.ts";
import { chooseLocation, currentLocation, hasLocations } from "../shell/location.ts";
import { moreWords } from "../words/more.ts";

/** Where the school is, how to reach it, and which of its locations the family looks at. */
export default function LocationsPage() {
  const locations = () => school().locations;
  return (
    <>
      <PageTitle
        class="mb-4 text-xl font-bold tracking-tight"
        title={moreWords().locations(locations().length)}
      />
      <Show when={hasLocations()}>
        <div class="mb-4">
          <Choice
            isChosen={!currentLocation()}
            chosen={moreWords().allChosen}
            onChoose={() => chooseLocation(undefined)}
          >
            {moreWords().all}
          </Choice>
        </div>
      </Show>
      <ul class="grid gap-4 sm:grid-cols-2">
        <For each={locations()}>{(location) => <LocationCard location={location} />}</For>
      </ul>
    </>
  );
}

const linkClass = "link flex min-h-11 items-center gap-2.5";

function LocationCard(props: { location: PortalLocation }) {
  const address = () => props.location.address.join(", ");
  const map = () => `https://www.openstreetmap.org/search?query=${encodeURIComponent(address())}`;
  return (
    <li class="flex flex-col overflow-hidden rounded-lg border border-line bg-sheet">
      <Show when={props.location.imageFileId}>
        {(fileId) => (
          <img
            src={pictureUrl(fileId())}
            alt=""
            class="aspect-[2/1] w-full bg-sunken object-cover"
            loading="lazy"
          />
        )}
      </Show>
      <div class="flex flex-1 flex-col gap-2 p-4">
        <h2 class="text-md font-bold tracking-tight">{props.location.name}</h2>
        <Show when={props.location.address.length > 0}>
          <address class="text-ink-2 not-italic">
            <For each={props.location.address}>{(line) => <span class="block">{line}</span>}</For>
          </address>
          <a
            class={linkClass}
            href={map()}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={moreWords().mapOf(props.location.name)}
          >
            <MapPinIcon class="size-5" />
            {moreWords().map}
          </a>
        </Show>
        <Show when={props.location.phone}>
          {(phone) => (
            <a class={linkClass} href={`tel:${phone().replace(/[^\d+]/g, "")}`}>
              <PhoneIcon class="size-5" />
              {formats().phone(phone())}
            </a>
          )}
        </Show>
        <Show when={props.location.email}>
          {(email) => (
            <a class={`${linkClass} [overflow-wrap:anywhere]`} href={`mailto:${email()}`}>
              <MailIcon class="size-5" />
              {email()}
            </a>
          )}
        </Show>
        <Show when={props.location.text}>{(text) => <PlainText text={text()} class="text-ink-2" />}</Show>
        <Show when={hasLocations()}>
          <div class="mt-auto pt-2">
            <Choice
              isChosen={currentLocation()?.id === props.location.id}
              chosen={moreWords().chosen}
              onChoose={() => chooseLocation(props.location.id)}
            >
              {moreWords().choose}
            </Choice>
          </div>
        </Show>
      </div>
    </li>
  );
}

/** The location that is looked at says so instead of offering itself. */
function Choice(props: { isChosen: boolean; chosen: string; onChoose: () => void; children: string }) {
  return (
    <Button
      aria-pressed={props.isChosen}
      icon={props.isChosen ? CheckIcon : undefined}
      class={props.isChosen ? "bg-accent-soft! text-accent!" : ""}
      onClick={() => props.onChoose()}
    >
      {props.isChosen ? props.chosen : props.children}
    </Button>
  );
}
