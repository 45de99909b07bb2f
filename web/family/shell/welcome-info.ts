import { createSignal } from "solid-js";
import { accountName } from "../account.ts";
import { keptText } from "../kept.ts";
import { school } from "../portal.ts";

const kept = keptText(`chalkline:${accountName}:welcome-info`, () => localStorage);
const [isOpen, setOpen] = createSignal(false);

const text = () => `${school().settings.welcomeTitle}\n${school().settings.welcomeText}`;

/** The school has something to say to whoever comes in. */
export const hasWelcomeInfo = () => school().settings.showsWelcomeInfo && text().trim() !== "";

export { isOpen as isWelcomeInfoOpen };

export const openWelcomeInfo = () => setOpen(true);

/** By itself only until it was read once; what the school writes anew is shown anew. */
export function offerWelcomeInfo(): void {
  if (hasWelcomeInfo() && kept.read() !== text()) setOpen(true);
}

export function dismissWelcomeInfo(): void {
  kept.write(text());
  setOpen(false);
}
