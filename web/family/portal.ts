import { createRoot, createSignal } from "solid-js";
import type { Portal } from "../../worker/domains/portal/schemas.ts";
import { api } from "../shared/api.ts";
import { takeFirstData } from "../shared/first-data.ts";
import { setPlace } from "../shared/session.ts";

const [portal, setPortal] = createRoot(() => createSignal<Portal>());

/** The school as everybody sees it; there before anything is drawn. */
export const school = () => portal() as Portal;

export async function loadPortal(): Promise<void> {
  const found = takeFirstData<Portal>("/portal") ?? (await api.get<Portal>("/portal"));
  setPlace(found.account);
  setPortal(() => found);
}
