import { Hono } from "hono";
import { type FamilyEnv, family } from "../../edge/family-route.ts";
import { atDesk } from "../../edge/route-marks.ts";
import { validBody } from "../../edge/validate.ts";
import { addItem } from "./add-item.ts";
import { removeItem, setPromo, waitWithItem } from "./edit-items.ts";
import { getCart, previewLine } from "./get-cart.ts";
import { retakePlaces } from "./retake-places.ts";
import { lineInput, previewLineInput, promoInput } from "./schemas.ts";

const book = family("payer");

/** What a family has chosen and not yet sent off, at /cart. */
export const cartFamily = new Hono<FamilyEnv>()
  .get("/", book, async (c) => c.json(await getCart(c.get("ctx"))))
  .post("/preview", book, validBody(previewLineInput), async (c) =>
    c.json(await previewLine(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/items", book, atDesk(), validBody(lineInput), async (c) =>
    c.json(await addItem(c.get("ctx"), c.req.valid("json"))),
  )
  .delete("/items/:id", book, async (c) => c.json(await removeItem(c.get("ctx"), c.req.param("id"))))
  .post("/items/:id/waitlist", book, atDesk(), async (c) =>
    c.json(await waitWithItem(c.get("ctx"), c.req.param("id"))),
  )
  .post("/promo", book, validBody(promoInput), async (c) =>
    c.json(await setPromo(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/places", book, async (c) => c.json(await retakePlaces(c.get("ctx"))));
