import { accountName } from "../account.ts";
import { keptText } from "../kept.ts";

const begun = keptText(`chalkline:${accountName}:begun`, () => sessionStorage);

/** Whoever went on from the landing page comes to the dashboard at once, as long as the visit lasts. */
export const hasBegun = () => begun.read() !== undefined;
export const begin = () => begun.write("yes");
