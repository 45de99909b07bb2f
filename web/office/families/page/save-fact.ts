import type { AuditEntry } from "../../../../worker/domains/audit/schemas.ts";
import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import { api } from "../../../shared/api.ts";
import { toApiError } from "../../../shared/api-error.ts";
import { same } from "../../../shared/merge-edits.ts";
import type { Page } from "../../../shared/pages.ts";
import type { FamilyRoom, Written } from "./family-room.ts";

export type FactValue = string | null;

/** One fact that is edited where it stands. Each knows where it is kept and how it is sent. */
export type EditableFact = {
  label: string;
  read: (page: FamilyPage) => FactValue;
  apply: (page: FamilyPage, value: FactValue) => FamilyPage;
  send: (page: FamilyPage, value: FactValue) => Promise<Written>;
};

export type Clash = { theirs: FactValue; who: string };

/**
 * Saves one fact over the value that its editor began with. Somebody else's edit of another fact does not stand in
 * the way; an edit of the same one is answered, so that the person decides.
 */
export const saveFact = (room: FamilyRoom, fact: EditableFact, began: FactValue, value: FactValue) =>
  room.inTurn(async (): Promise<Clash | undefined> => {
    let seen = room.snapshot();
    for (let isRetry = false; ; isRetry = true) {
      const now = fact.read(seen);
      if (same(now, value)) return undefined;
      if (!same(now, began)) return { theirs: now, who: await lastHand(room) };
      const takeBack = room.patch((page) => fact.apply(page, value));
      try {
        room.announce(await fact.send(seen, value), `${fact.label} saved`);
        room.refresh();
        return undefined;
      } catch (cause) {
        takeBack();
        if (isRetry || toApiError(cause).code !== "changed_meanwhile") throw cause;
        seen = await room.reload();
      }
    }
  });

/** Who was here last. Only a courtesy: without it the question is asked all the same. */
async function lastHand(room: FamilyRoom): Promise<string> {
  try {
    const history = await api.get<Page<AuditEntry>>(`/history/${room.page().family.id}`);
    return history.rows[0]?.actorName ?? "Somebody else";
  } catch {
    return "Somebody else";
  }
}
