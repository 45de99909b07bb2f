import { createRoot, createSignal } from "solid-js";
import type { Portal } from "../../worker/domains/portal/schemas.ts";
import { api } from "../shared/api.ts";
import { takeFirstData } from "../shared/first-data.ts";
import { setPlace } from "../shared/session.ts";
import { portalBase } from "./account.ts";
import type { Language } from "./words/language.ts";

const [portal, setPortal] = createRoot(() => createSignal<Portal>());

/** The school as everybody sees it; there before anything is drawn. */
export const school = () => portal() as Portal;

export async function loadPortal(): Promise<void> {
  const found = takeFirstData<Portal>("/portal") ?? (await api.get<Portal>("/portal"));
  setPlace(found.account);
  setPortal(() => found);
}

/** Dates and money are written as the school's country does, in the language of the visit. */
export function writeIn(language: Language): void {
  const { account } = school();
  const own = new Intl.Locale(account.locale);
  const locale = own.language === language ? account.locale : `${language}-${own.maximize().region}`;
  setPlace({ ...account, locale });
}

/** The address of a picture that the school shows. */
export const pictureUrl = (fileId: string) => `${portalBase}/files/${encodeURIComponent(fileId)}`;
