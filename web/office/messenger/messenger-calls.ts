import type { ConversationRow } from "../../../worker/domains/conversations/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { ApiError, problemOf, unreachable } from "../../shared/api-error.ts";
import { invalidate } from "../../shared/cache.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { apiBase } from "../account/account.ts";
import { announce } from "../audit/announce.ts";

const at = (id: string) => `/messenger/conversations/${id}`;

/** Whatever shows the conversation asks for it again. */
export function refresh(id: string): void {
  invalidate("/messenger?", "/messenger/unread", at(id));
}

async function attempt(id: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    refresh(id);
    return true;
  } catch (cause) {
    showProblem(cause);
    return false;
  }
}

const stateWords = { closed: "Closed", open: "Opened again", unread: "Marked as unread" } as const;

export async function setState(id: string, state: ConversationRow["state"], tells = true): Promise<void> {
  const isDone = await attempt(id, () => api.post(`${at(id)}/state`, { state }));
  if (isDone && tells) showToast(stateWords[state]);
}

export const assign = (id: string, staffId: string | null) =>
  attempt(id, () => api.post(`${at(id)}/assignee`, { staffId }));

export const addNote = (id: string, body: string) => attempt(id, () => api.post(`${at(id)}/notes`, { body }));

export async function deleteNote(id: string, noteId: string): Promise<void> {
  await attempt(id, async () => {
    const { change } = await api.delete<{ change: Committed }>(`/messenger/notes/${noteId}`);
    showToast("Note deleted", {
      undo: async () => {
        await api.post(`/changes/${change.id}/undo`);
        refresh(id);
      },
    });
  });
}

export const settle = (id: string, messageId: string, how: "again" | "leave" | "cancel") =>
  attempt(id, () => api.post(`/messenger/messages/${messageId}/settle`, { how }));

export const allowTexts = (id: string) => attempt(id, () => api.post(`${at(id)}/allow-texts`));

export const nameLead = (id: string, leadName: string) =>
  attempt(id, () => api.post(`${at(id)}/lead`, { leadName }));

/** Gives the number to a record; the toast takes it back. */
export const linkFamily = (id: string, to: { familyId: string; guardianId: string | null }) =>
  attempt(id, async () => {
    const { change } = await api.post<{ change: Committed }>(`${at(id)}/family`, to);
    announce(change, "/messenger", "/families");
  });

export const sendText = (id: string, body: string, fileIds: readonly string[]) =>
  attempt(id, () => api.post(`${at(id)}/messages`, { body, fileIds }));

/** The conversation with a family or somebody on the staff; null when it could not be begun, which was said then. */
export async function beginWith(
  whom: { familyId: string; phoneId?: string } | { staffId: string },
): Promise<string | null> {
  try {
    return (await api.post<{ id: string }>("/messenger/start", whom)).id;
  } catch (cause) {
    showProblem(cause);
    return null;
  }
}

/** Sends a picture as it is; the answer names it. @throws ApiError */
export async function uploadPicture(id: string, file: File): Promise<string> {
  const headers = {
    accept: "application/json",
    "content-type": file.type,
    "idempotency-key": crypto.randomUUID(),
    "x-requested-by": "chalkline",
  };
  const request = { method: "POST", headers, body: file, credentials: "same-origin" } as const;
  const response = await fetch(`${apiBase}${at(id)}/pictures`, request).catch(() => undefined);
  if (!response) throw unreachable();
  if (!response.ok) throw new ApiError(await problemOf(response));
  return ((await response.json()) as { id: string }).id;
}

export const pictureAddress = (fileId: string) => `${apiBase}/messenger/pictures/${fileId}`;
