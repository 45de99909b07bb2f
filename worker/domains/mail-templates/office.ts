import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { versionInput } from "../settings/schemas.ts";
import { getTemplate, listTemplates } from "./list-templates.ts";
import { previewTemplate } from "./preview-template.ts";
import { restoreBuiltIn } from "./restore-built-in.ts";
import { saveTemplate } from "./save-template.ts";
import { mailLanguages, previewTemplateInput, saveTemplateInput, testTemplateInput } from "./schemas.ts";
import { sendTest } from "./send-test.ts";

const see = needs("settings", "view");
const edit = needs("settings", "full");

/** The words of the portal's mails, at /settings/mail. */
export const mailTemplatesOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listTemplates(c.get("ctx"))))
  .get("/:key", see, async (c) => c.json(await getTemplate(c.get("ctx"), c.req.param("key"))))
  .post("/:key/preview", see, validBody(previewTemplateInput), async (c) => {
    const { PUBLIC_ORIGIN } = c.get("services").env;
    return c.json(
      await previewTemplate(c.get("ctx"), c.req.param("key"), c.req.valid("json"), PUBLIC_ORIGIN),
    );
  })
  .post("/:key/test", edit, validBody(testTemplateInput), async (c) =>
    c.json(await sendTest(c.get("ctx"), c.req.param("key"), c.req.valid("json"))),
  )
  .put("/:key/:language", edit, validBody(saveTemplateInput), async (c) => {
    const { key, language } = c.req.param();
    return c.json(await saveTemplate(c.get("ctx"), key, languageOf(language), c.req.valid("json")));
  })
  .delete("/:key/:language", edit, validBody(versionInput), async (c) => {
    const { key, language } = c.req.param();
    return c.json(await restoreBuiltIn(c.get("ctx"), key, languageOf(language), c.req.valid("json")));
  });

/** @throws NotFound */
function languageOf(text: string): Language {
  const found = mailLanguages.find((language) => language === text);
  if (!found) throw new NotFound("language");
  return found;
}
