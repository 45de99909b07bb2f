import { forgetGenerated } from "../enterprise/generated-reports/forget-generated.ts";
import { sendReportsAgain } from "../enterprise/generated-reports/send-jobs.ts";
import { sendPushesAgain } from "../enterprise/validation/send-pushes.ts";
import type { Services } from "../services.ts";

/** Cron: what was begun across accounts and lost its message goes on, and old files go. */
export async function lookAfterEnterprises(services: Services): Promise<void> {
  await sendReportsAgain(services);
  await sendPushesAgain(services);
  await forgetGenerated(services);
}
