import { createSignal } from "solid-js";
import type { EnterpriseMe } from "../../worker/enterprise/sessions/schemas.ts";
import { takeFirstData } from "../shared/first-data.ts";
import { setPlace } from "../shared/session.ts";

/** Every address of this portal begins with it. */
export const portalBase = "/enterprise";

// The document carries it when somebody is signed in, so nobody has to ask.
const [me, setMe] = createSignal<EnterpriseMe | undefined>(takeFirstData<EnterpriseMe>("/session"));

/** Who is signed in; undefined on the pages that are there before. */
export { me, setMe };

/** Only hides what would be refused anyway: the server decides. */
export const isAdmin = () => me()?.user.level === "admin";

/** Whether somebody works for the whole enterprise, not for one group of it. */
export const isEnterpriseUser = () => me()?.user.group === null;

/** Accounts lie in many countries: what belongs to none of them is written as the reader's own browser does. */
export function writeAsHere(): void {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  setPlace({
    id: me()?.enterprise.id ?? "enterprise",
    urlName: "",
    displayName: me()?.enterprise.name ?? "",
    timeZone,
    locale,
    currency: "USD",
    phoneRegion: new Intl.Locale(locale).maximize().region ?? "US",
  });
}
