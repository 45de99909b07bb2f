import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { upload } from "../../edge/route-marks.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { addAttachment } from "./add-attachment.ts";
import { getCampaignSettings } from "./campaign-settings.ts";
import { cancelCampaign } from "./cancel-campaign.ts";
import { createCampaign } from "./create-campaign.ts";
import { getCampaign, listRecipients } from "./get-campaign.ts";
import { listCampaigns } from "./list-campaigns.ts";
import { listSkipped, previewCampaign } from "./preview-campaign.ts";
import { removeAttachment } from "./remove-attachment.ts";
import { resumeCampaign } from "./resume-campaign.ts";
import { scheduleCampaign } from "./schedule-campaign.ts";
import {
  ATTACHMENT_TYPES,
  attachmentQuery,
  campaignListFilter,
  campaignSettingsInput,
  campaignVersionInput,
  campaignWords,
  createCampaignInput,
  MAX_ATTACHMENT_BYTES,
  previewCampaignInput,
  recipientFilter,
  scheduleCampaignInput,
  updateCampaignInput,
} from "./schemas.ts";
import { sendCampaignTest } from "./send-campaign-test.ts";
import { updateCampaign } from "./update-campaign.ts";
import { updateCampaignSettings } from "./update-campaign-settings.ts";

/** Which right it takes depends on the channel and the list, so each use-case asks. */
const own = needs(null, "view");
const write = needs(null, "full");

/** Mail, texts and push to many, at /campaigns. */
export const campaignsOffice = new Hono<OfficeEnv>()
  .get("/", own, validQuery(campaignListFilter), async (c) =>
    c.json(await listCampaigns(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/", write, validBody(createCampaignInput), async (c) =>
    c.json(await createCampaign(c.get("ctx"), c.req.valid("json")), 201),
  )
  .post("/preview", own, validBody(previewCampaignInput), async (c) => {
    const { PUBLIC_ORIGIN } = c.get("services").env;
    return c.json(await previewCampaign(c.get("ctx"), c.req.valid("json"), PUBLIC_ORIGIN));
  })
  .post("/skipped", own, validBody(campaignWords), async (c) =>
    c.json(await listSkipped(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/settings", needs("settings", "view"), async (c) => c.json(await getCampaignSettings(c.get("ctx"))))
  .put("/settings", needs("settings", "full"), validBody(campaignSettingsInput), async (c) =>
    c.json(await updateCampaignSettings(c.get("ctx"), c.req.valid("json"))),
  )
  .get("/:id", own, async (c) => c.json(await getCampaign(c.get("ctx"), c.req.param("id"))))
  .put("/:id", write, validBody(updateCampaignInput), async (c) =>
    c.json(await updateCampaign(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .get("/:id/recipients", own, validQuery(recipientFilter), async (c) =>
    c.json(await listRecipients(c.get("ctx"), c.req.param("id"), c.req.valid("query"))),
  )
  .post("/:id/schedule", write, validBody(scheduleCampaignInput), async (c) =>
    c.json(await scheduleCampaign(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/cancel", write, validBody(campaignVersionInput), async (c) =>
    c.json(await cancelCampaign(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/resume", write, validBody(campaignVersionInput), async (c) =>
    c.json(await resumeCampaign(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/test", write, async (c) => c.json(await sendCampaignTest(c.get("ctx"), c.req.param("id"))))
  .post(
    "/:id/attachments",
    write,
    upload(ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES),
    validQuery(attachmentQuery),
    async (c) => {
      const file = {
        name: c.req.valid("query").name,
        contentType: c.req.header("content-type") ?? "application/octet-stream",
        bytes: c.get("body"),
      };
      const { FILES } = c.get("services").env;
      return c.json(await addAttachment(c.get("ctx"), FILES, c.req.param("id"), file), 201);
    },
  )
  .delete("/:id/attachments/:fileId", write, async (c) => {
    const { id, fileId } = c.req.param();
    return c.json(await removeAttachment(c.get("ctx"), id, fileId));
  });
