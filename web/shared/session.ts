import { createMemo, createRoot, createSignal } from "solid-js";
import { userStorage } from "./storage.ts";

export type Level = "view" | "full";

export type Me = {
  account: {
    id: string;
    urlName: string;
    displayName: string;
    plan: string;
    timeZone: string;
    locale: string;
    currency: string;
    phoneRegion: string;
    locations: { id: string; name: string; timeZone: string }[];
  };
  actor: { id: string; name: string; initials: string; email: string; kind: "staff" };
  enterprise: { groupName: string; level: "admin" | "user" } | null;
  rights: Record<string, Level>;
  features: string[];
  demo: boolean;
};

/** The school whose pages are open; staff learn it with who they are, everybody else with the portal. */
export type Place = Pick<
  Me["account"],
  "id" | "urlName" | "displayName" | "timeZone" | "locale" | "currency" | "phoneRegion"
>;
const [openPlace, setPlace] = createSignal<Place>();
const [me, setMe] = createSignal<Me>();
export const place = () => me()?.account ?? openPlace();
/** Who is signed in. Undefined only outside the signed-in shell. */
export { me, setMe, setPlace };

/** Only hides what would be refused anyway: the server decides. */
export function can(right: string, level: Level = "view"): boolean {
  const held = me()?.rights[right];
  return level === "view" ? held !== undefined : held === "full";
}

export const hasFeature = (feature: string) => me()?.features.includes(feature) ?? false;

export const storage = createRoot(() =>
  createMemo(() => {
    const accountId = me()?.account.id;
    const actorId = me()?.actor.id;
    return userStorage(accountId ?? "nobody", actorId ?? "nobody");
  }),
);
