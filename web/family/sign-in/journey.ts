import { createSignal } from "solid-js";
import type { FamilyMe } from "../../../worker/domains/family-sessions/schemas.ts";
import { clearCache } from "../../shared/cache.ts";
import { setMe } from "../session.ts";

/** What was typed goes along from page to page, and is gone with the document. */
const [email, setEmail] = createSignal("");
/** A right code was exchanged for it: the mailbox is theirs. */
const [proof, setProof] = createSignal<string>();
/** The families that the school knows the address of, when a first password is to be chosen. */
const [families, setFamilies] = createSignal<readonly string[]>([]);

export { email, families, proof, setEmail, setFamilies, setProof };

/** Somebody came in: what strangers were shown is asked for anew. */
export function entered(me: FamilyMe): void {
  setProof(undefined);
  setFamilies([]);
  clearCache();
  setMe(me);
}

/** What a mail's link carries behind the #, which browsers do not send; taken out of the address at once. */
export function takeHash(): string {
  const hash = location.hash.slice(1);
  if (hash !== "") history.replaceState(history.state, "", location.pathname + location.search);
  return hash;
}
