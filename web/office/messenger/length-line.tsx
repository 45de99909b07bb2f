import { Show } from "solid-js";
import { creditsFor, MAX_TEXT_LENGTH, measureText } from "../../../worker/domains/texts/schemas.ts";
import { plural } from "../../shared/format/names.ts";
import { formats } from "../../shared/formats.ts";

type LengthLineProps = { body: string; pictures: number; creditsLeft: number };

/** How long the text is as the networks count it, and what it costs. */
export function LengthLine(props: LengthLineProps) {
  const measure = () => measureText(props.body);
  const credits = () => creditsFor(measure().segments, props.pictures);
  const isShort = () => props.creditsLeft < credits();
  const tooMany = () => props.body.trim().length - MAX_TEXT_LENGTH;
  return (
    <p
      class={`ml-auto text-xs tabular-nums ${isShort() || tooMany() > 0 ? "text-bad" : "text-ink-3"}`}
      role="status"
    >
      <Show when={measure().units > 0 || props.pictures > 0} fallback={<Left credits={props.creditsLeft} />}>
        {[
          tooMany() > 0 ? `too long for a text: take out ${plural(tooMany(), "letter")}` : "",
          measure().units > 0 ? `${plural(measure().segments, "segment")}, ${measure().left} left` : "",
          measure().encoding === "ucs2" ? "with special letters" : "",
          isShort()
            ? `not enough credits: ${plural(credits(), "credit")} of ${formats().number(props.creditsLeft)}`
            : plural(credits(), "credit"),
        ]
          .filter(Boolean)
          .join(" · ")}
      </Show>
    </p>
  );
}

function Left(props: { credits: number }) {
  return <>{plural(props.credits, "credit")} left</>;
}
