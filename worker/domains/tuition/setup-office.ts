import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { discountInput, updateDiscountInput } from "../discounts/schemas.ts";
import { addMonthCategories } from "./add-month-categories.ts";
import { createSetup } from "./create-setup.ts";
import { deleteSetup } from "./delete-setup.ts";
import {
  listCategories,
  listDiscounts,
  listPromos,
  listRates,
  listSchedules,
  listTaxes,
} from "./list-setup.ts";
import { orderSetup } from "./order-setup.ts";
import {
  categoryInput,
  monthCategoriesInput,
  promoInput,
  rateInput,
  scheduleInput,
  setupOrderInput,
  setupVersionInput,
  taxInput,
  updateCategoryInput,
  updatePromoInput,
  updateRateInput,
  updateScheduleInput,
  updateTaxInput,
} from "./schemas.ts";
import type { SetupEntity } from "./setup-lists.ts";
import { updateSetup } from "./update-setup.ts";

const see = needs("billing_setup", "view");
const edit = needs("billing_setup", "full");

const removal = (entity: SetupEntity) =>
  new Hono<OfficeEnv>().delete("/:id", edit, validBody(setupVersionInput), async (c) =>
    c.json(await deleteSetup(c.get("ctx"), entity, c.req.param("id"), c.req.valid("json"))),
  );
const ordering = (entity: Parameters<typeof orderSetup>[1]) =>
  new Hono<OfficeEnv>().put("/order", edit, validBody(setupOrderInput), async (c) =>
    c.json(await orderSetup(c.get("ctx"), entity, c.req.valid("json").ids)),
  );

const categories = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listCategories(c.get("ctx"))))
  .post("/", edit, validBody(categoryInput), async (c) =>
    c.json(await createSetup(c.get("ctx"), "chargeCategories", c.req.valid("json")), 201),
  )
  .post("/months", edit, validBody(monthCategoriesInput), async (c) =>
    c.json(await addMonthCategories(c.get("ctx"), c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updateCategoryInput), async (c) =>
    c.json(await updateSetup(c.get("ctx"), "chargeCategories", c.req.param("id"), c.req.valid("json"))),
  )
  .route("/", ordering("chargeCategories"))
  .route("/", removal("chargeCategories"));

const schedules = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listSchedules(c.get("ctx"))))
  .post("/", edit, validBody(scheduleInput), async (c) =>
    c.json(await createSetup(c.get("ctx"), "billingSchedules", c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updateScheduleInput), async (c) =>
    c.json(await updateSetup(c.get("ctx"), "billingSchedules", c.req.param("id"), c.req.valid("json"))),
  )
  .route("/", ordering("billingSchedules"))
  .route("/", removal("billingSchedules"));

const rates = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listRates(c.get("ctx"))))
  .post("/", edit, validBody(rateInput), async (c) =>
    c.json(await createSetup(c.get("ctx"), "tuitionRates", c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updateRateInput), async (c) =>
    c.json(await updateSetup(c.get("ctx"), "tuitionRates", c.req.param("id"), c.req.valid("json"))),
  )
  .route("/", ordering("tuitionRates"))
  .route("/", removal("tuitionRates"));

const discounts = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listDiscounts(c.get("ctx"))))
  .post("/", edit, validBody(discountInput), async (c) =>
    c.json(await createSetup(c.get("ctx"), "discountSchedules", c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updateDiscountInput), async (c) =>
    c.json(await updateSetup(c.get("ctx"), "discountSchedules", c.req.param("id"), c.req.valid("json"))),
  )
  .route("/", removal("discountSchedules"));

const promos = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listPromos(c.get("ctx"))))
  .post("/", edit, validBody(promoInput), async (c) =>
    c.json(await createSetup(c.get("ctx"), "promoCodes", c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updatePromoInput), async (c) =>
    c.json(await updateSetup(c.get("ctx"), "promoCodes", c.req.param("id"), c.req.valid("json"))),
  )
  .route("/", removal("promoCodes"));

const taxes = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listTaxes(c.get("ctx"))))
  .post("/", edit, validBody(taxInput), async (c) =>
    c.json(await createSetup(c.get("ctx"), "taxRates", c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updateTaxInput), async (c) =>
    c.json(await updateSetup(c.get("ctx"), "taxRates", c.req.param("id"), c.req.valid("json"))),
  )
  .route("/", removal("taxRates"));

/** What prices are made of, at /tuition/… */
export const setupOffice = new Hono<OfficeEnv>()
  .route("/categories", categories)
  .route("/schedules", schedules)
  .route("/rates", rates)
  .route("/discounts", discounts)
  .route("/promos", promos)
  .route("/taxes", taxes);
