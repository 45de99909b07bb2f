import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { unattended, upload } from "../../edge/route-marks.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { versionInput } from "../settings/schemas.ts";
import { ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES } from "../texts/schemas.ts";
import { addConversationNote } from "./add-note.ts";
import { allowTexts } from "./allow-texts.ts";
import { assignConversation } from "./assign.ts";
import { countUnread } from "./count-unread.ts";
import { deleteConversationNote } from "./delete-note.ts";
import { getThread } from "./get-thread.ts";
import { linkFamily } from "./link-family.ts";
import { listConversations } from "./list-conversations.ts";
import { nameLead } from "./name-lead.ts";
import { servePicture, uploadPicture } from "./pictures.ts";
import {
  assigneeInput,
  conversationFilter,
  conversationNoteInput,
  leadInput,
  linkInput,
  settleInput,
  snippetInput,
  startInput,
  stateInput,
  textInput,
  threadQuery,
  updateSnippetInput,
} from "./schemas.ts";
import { sendMessage } from "./send-message.ts";
import { setState } from "./set-state.ts";
import { settleMessage } from "./settle-message.ts";
import { createSnippet, deleteSnippet, updateSnippet } from "./snippets.ts";
import { startConversation } from "./start-conversation.ts";

const view = needs("sms_logs", "view");
const edit = needs("sms_logs", "full");
const write = needs("mass_text", "full");

/** The Messenger Center behind the office door, at /messenger. */
export const messengerOffice = new Hono<OfficeEnv>()
  .get("/", view, validQuery(conversationFilter), async (c) =>
    c.json(await listConversations(c.get("ctx"), c.req.valid("query"))),
  )
  .get("/unread", view, unattended(), async (c) => c.json(await countUnread(c.get("ctx"))))
  .post("/start", write, validBody(startInput), async (c) =>
    c.json(await startConversation(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/snippets", edit, validBody(snippetInput), async (c) =>
    c.json(await createSnippet(c.get("ctx"), c.req.valid("json")), 201),
  )
  .patch("/snippets/:id", edit, validBody(updateSnippetInput), async (c) =>
    c.json(await updateSnippet(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/snippets/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteSnippet(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .get("/pictures/:id", view, (c) =>
    servePicture(c.get("ctx"), c.get("services").env.FILES, c.req.param("id")),
  )
  .post("/messages/:id/settle", write, validBody(settleInput), async (c) =>
    c.json(await settleMessage(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/notes/:id", edit, async (c) =>
    c.json(await deleteConversationNote(c.get("ctx"), c.req.param("id"))),
  )
  .get("/conversations/:id", view, validQuery(threadQuery), async (c) =>
    c.json(await getThread(c.get("ctx"), c.req.param("id"), c.req.valid("query").before)),
  )
  .post("/conversations/:id/messages", write, validBody(textInput), async (c) =>
    c.json(await sendMessage(c.get("ctx"), c.req.param("id"), c.req.valid("json")), 201),
  )
  .post("/conversations/:id/pictures", write, upload(ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES), async (c) =>
    c.json(
      await uploadPicture(c.get("ctx"), c.get("services").env.FILES, c.req.param("id"), c.get("body")),
      201,
    ),
  )
  .post("/conversations/:id/state", edit, validBody(stateInput), async (c) =>
    c.json(await setState(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/conversations/:id/assignee", edit, validBody(assigneeInput), async (c) =>
    c.json(await assignConversation(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/conversations/:id/notes", edit, validBody(conversationNoteInput), async (c) =>
    c.json(await addConversationNote(c.get("ctx"), c.req.param("id"), c.req.valid("json")), 201),
  )
  .post("/conversations/:id/allow-texts", write, async (c) =>
    c.json(await allowTexts(c.get("ctx"), c.req.param("id"))),
  )
  .post("/conversations/:id/lead", edit, validBody(leadInput), async (c) =>
    c.json(await nameLead(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/conversations/:id/family", edit, validBody(linkInput), async (c) =>
    c.json(await linkFamily(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
