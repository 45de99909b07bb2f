import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { versionInput } from "../settings/schemas.ts";
import { createNews } from "./create-news.ts";
import { deleteNews } from "./delete-news.ts";
import { listNews } from "./list-news.ts";
import { orderNews } from "./order-news.ts";
import { newsInput, newsOrderInput, updateNewsInput } from "./schemas.ts";
import { updateNews } from "./update-news.ts";

const edit = needs("news", "full");

/** News & Announcements behind the office door, at /news. */
export const newsOffice = new Hono<OfficeEnv>()
  .get("/", needs("news", "view"), async (c) => c.json(await listNews(c.get("ctx"))))
  .post("/", edit, validBody(newsInput), async (c) =>
    c.json(await createNews(c.get("ctx"), c.req.valid("json")), 201),
  )
  .put("/order", edit, validBody(newsOrderInput), async (c) =>
    c.json(await orderNews(c.get("ctx"), c.req.valid("json").ids)),
  )
  .patch("/:id", edit, validBody(updateNewsInput), async (c) =>
    c.json(await updateNews(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteNews(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
