import type { Services } from "../services.ts";
import { withTheme } from "./page-theme.ts";
import { plainPage } from "./plain-page.ts";

/**
 * The document in which a processor's script shows its fields. It knows nothing: the office that opened it tells it what to
 * do, and card data goes from the processor's frames to the processor.
 */
export async function paymentFieldsPage(services: Services, request: Request): Promise<Response> {
  const asset = await services.env.ASSETS.fetch(new URL("/payment-fields/index.html", request.url));
  if (!asset.ok) {
    const title = "The pages are not built";
    return plainPage({ status: 503, title, text: ["Run npm run build, then load this page again."] });
  }
  return new Response(withTheme(await asset.text(), request), {
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}
