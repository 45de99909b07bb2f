import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import { createHandlers } from "../../worker/handlers.ts";
import { productionPayments } from "../../worker/providers/payments/production.ts";
import { webPush } from "../../worker/providers/push/web-push.ts";
import { productionTexts } from "../../worker/providers/sms/production.ts";
import { servicesFor } from "../../worker/services.ts";

it("work after an answer that fails is told to the log, under its request, and to nobody else", async () => {
  const { house } = createHandlers({
    providers: () => ({
      email: { send: async () => {} },
      payments: productionPayments(),
      push: webPush(null),
      texts: productionTexts(),
    }),
    now: Date.now,
    demo: false,
  });
  const kept: Promise<unknown>[] = [];
  const services = servicesFor(house({ ...env }), (work) => void kept.push(work));
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  services.waitUntil(Promise.reject(new Error("the database is away")), "req_of_mine");
  services.waitUntil(Promise.resolve("done"), "req_of_others");
  await expect(Promise.all(kept)).resolves.toHaveLength(2);
  const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)) as Record<string, string>);
  log.mockRestore();
  expect(lines).toMatchObject([{ message: "unexpected error", requestId: "req_of_mine" }]);
  expect(lines[0]!.error).toContain("the database is away");
});
