import { Hono } from "hono";
import { BadInput } from "../../edge/bad-input.ts";
import { needs, type OfficeContext, type OfficeEnv } from "../../edge/office-route.ts";
import { upload } from "../../edge/route-marks.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { downloadRefused } from "./download-refused.ts";
import { getImport, listImports } from "./get-import.ts";
import { getImportDraft } from "./get-import-draft.ts";
import { previewImport, previewPage } from "./preview-import.ts";
import { importRequest, MAX_UPLOAD_BYTES, previewFilter } from "./schemas.ts";
import { startImport } from "./start-import.ts";
import type { UploadedBytes } from "./unpack-upload.ts";
import { uploadImport } from "./upload-import.ts";

const may = needs("import", "full");
/** Room for the boundaries and names between the files of one upload. */
const MAX_BODY_BYTES = MAX_UPLOAD_BYTES + 100_000;

/** The import room behind the office door. */
export const importsOffice = new Hono<OfficeEnv>()
  .get("/", may, async (c) => c.json(await listImports(c.get("ctx"))))
  .post("/", may, upload(["multipart/form-data"], MAX_BODY_BYTES), async (c) =>
    c.json(await uploadImport(c.get("ctx"), storeOf(c), await filesOf(c)), 201),
  )
  .get("/:id", may, async (c) => c.json(await getImport(c.get("ctx"), c.req.param("id"))))
  .get("/:id/draft", may, async (c) =>
    c.json(await getImportDraft(c.get("ctx"), storeOf(c), c.req.param("id"))),
  )
  .post("/:id/preview", may, validBody(importRequest), async (c) =>
    c.json(await previewImport(c.get("ctx"), storeOf(c), c.req.param("id"), c.req.valid("json").mapping)),
  )
  .get("/:id/preview", may, validQuery(previewFilter), async (c) =>
    c.json(await previewPage(c.get("ctx"), storeOf(c), c.req.param("id"), c.req.valid("query"))),
  )
  .post("/:id/start", may, validBody(importRequest), async (c) =>
    c.json(await startImport(c.get("ctx"), storeOf(c), c.req.param("id"), c.req.valid("json").mapping), 202),
  )
  .get("/:id/refused.csv", may, async (c) => downloadRefused(c.get("ctx"), storeOf(c), c.req.param("id")));

function storeOf(c: OfficeContext) {
  return c.get("services").env.FILES;
}

/** The files of a form; any field name will do. @throws BadInput */
async function filesOf(c: OfficeContext): Promise<UploadedBytes[]> {
  const type = c.req.header("content-type") ?? "";
  const form = await new Response(c.get("body"), { headers: { "content-type": type } })
    .formData()
    .catch(() => null);
  if (!form) throw new BadInput("This upload cannot be read. Choose the files again.");
  const files: UploadedBytes[] = [];
  for (const value of form.values()) {
    if (typeof value === "string") continue;
    files.push({ name: value.name || "file.csv", bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  if (files.length === 0) {
    throw new BadInput("No file was sent. Choose a CSV file.", [
      { path: "files", message: "Choose a file." },
    ]);
  }
  return files;
}
