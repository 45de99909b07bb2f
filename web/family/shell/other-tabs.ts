import { accountName, portalBase } from "../account.ts";
import { keptText } from "../kept.ts";

const KEY = `chalkline:${accountName}:session-changed`;
const changed = keptText(KEY, () => localStorage);

/** Other tabs still show the family that was left: they are told. */
export function tellOtherTabs(): void {
  changed.write(crypto.randomUUID());
}

/** Who logged out, or went to another family, in another tab: nobody pays or reads for the former one in this tab. */
export function followOtherTabs(): void {
  addEventListener("storage", ({ key }) => {
    if (key === KEY) location.assign(`${portalBase}/home`);
  });
}
