import { AUTOMATION_MAIL } from "../domains/billing-automations/automation-mail.ts";
import { DUE_AUTOMATIONS } from "../domains/billing-automations/automation-rows.ts";
import { BEGIN_RUN } from "../domains/billing-runs/approve-run.ts";
import { STATEMENT_MAIL } from "../domains/billing-runs/kinds/statements.ts";
import { PREVIEW_READY } from "../domains/billing-runs/prepare-run-step.ts";
import { CAMPAIGN_DUE } from "../domains/campaigns/schedule-campaign.ts";
import { CAMPAIGN_TEST } from "../domains/campaigns/send-campaign-test.ts";
import { ACCESS_MAIL } from "../domains/family-sessions/access-mail.ts";
import { PORTAL_MAIL } from "../domains/mail-templates/portal-mail.ts";
import { TEST_MAIL } from "../domains/mail-templates/send-test.ts";
import { MEETING_MAIL, MEETING_NOTICES } from "../domains/meetings/notices.ts";
import { ERASE_TRACES } from "../domains/own-data/erase-traces.ts";
import { RECEIPT_MAIL } from "../domains/papers/receipt-mail.ts";
import { CHARGE_RUN } from "../domains/payments/charge-run.ts";
import { DRAFT_MAIL } from "../domains/payments/end-draft.ts";
import { APPLY_WEBHOOK } from "../domains/payments/receive-webhook.ts";
import { FORGET_METHOD } from "../domains/payments/remove-method.ts";
import { EXPIRY_MAIL } from "../domains/payments/tell-expiring.ts";
import { REPORT_MAIL } from "../domains/reports/schedules/report-mail.ts";
import { SCHEDULED_REPORTS } from "../domains/reports/schedules/schedule-rows.ts";
import { applyAccountFacts } from "../domains/settings/apply-account-facts.ts";
import { SEND_TEXT } from "../domains/texts/queue-text.ts";
import { FETCH_MEDIA } from "../domains/texts/receive-text.ts";
import { OFFER_MAIL, SERVE_WAITLIST } from "../domains/waitlist/serve-effect.ts";
import { AGREED_TO_TEXTS, LIVE_ACTIVITY } from "../kernel/commit.ts";
import { tellActivity } from "../live/tell-feed.ts";
import { openDeps } from "../services.ts";
import { announcePreviewEffect } from "./announce-preview.ts";
import { applyWebhookEffect } from "./apply-webhook.ts";
import { beginCampaign } from "./begin-campaign.ts";
import { beginRun } from "./begin-run.ts";
import { chargeRunEffect } from "./charge-run.ts";
import type { EffectCarrier } from "./effects.ts";
import { eraseTracesEffect } from "./erase-traces.ts";
import { forgetMethod } from "./forget-method.ts";
import { runScheduledReports } from "./run-scheduled-reports.ts";
import { runTask } from "./run-task.ts";
import { sendAccessMail } from "./send-access-mail.ts";
import { sendAutomationMail } from "./send-automation-mail.ts";
import { sendCampaignTestMail } from "./send-campaign-test-mail.ts";
import { sendDraftMail } from "./send-draft-mail.ts";
import { sendExpiryMail } from "./send-expiry-mail.ts";
import { sendMail } from "./send-mail.ts";
import { sendMeetingMail } from "./send-meeting-mail.ts";
import { sendOfferMail } from "./send-offer-mail.ts";
import { sendPortalMail } from "./send-portal-mail.ts";
import { sendReceiptMail } from "./send-receipt-mail.ts";
import { sendReportMail } from "./send-report-mail.ts";
import { sendStatementMail } from "./send-statement-mail.ts";
import { sendTestMail } from "./send-test-mail.ts";
import { serveClass } from "./serve-class.ts";
import { spreadMeetingNotices } from "./spread-meeting-notices.ts";
import { startAutomations } from "./start-automations.ts";
import { fetchMediaEffect, sendTextEffect, signUpTextsEffect } from "./text-effects.ts";

/** Who carries out which effect, by the topic under which changes put it into the outbox. */
export const CARRIERS: Readonly<Record<string, EffectCarrier>> = {
  mail: sendMail,
  [ACCESS_MAIL]: sendAccessMail,
  task: runTask,
  [BEGIN_RUN]: beginRun,
  [DUE_AUTOMATIONS]: startAutomations,
  [PREVIEW_READY]: announcePreviewEffect,
  [AUTOMATION_MAIL]: sendAutomationMail,
  [SERVE_WAITLIST]: serveClass,
  [OFFER_MAIL]: sendOfferMail,
  [MEETING_NOTICES]: spreadMeetingNotices,
  [MEETING_MAIL]: sendMeetingMail,
  [SCHEDULED_REPORTS]: runScheduledReports,
  [REPORT_MAIL]: sendReportMail,
  [FORGET_METHOD]: forgetMethod,
  [ERASE_TRACES]: eraseTracesEffect,
  [CHARGE_RUN]: chargeRunEffect,
  [DRAFT_MAIL]: sendDraftMail,
  [EXPIRY_MAIL]: sendExpiryMail,
  [CAMPAIGN_DUE]: beginCampaign,
  [CAMPAIGN_TEST]: sendCampaignTestMail,
  [PORTAL_MAIL]: sendPortalMail,
  [TEST_MAIL]: sendTestMail,
  [RECEIPT_MAIL]: sendReceiptMail,
  [STATEMENT_MAIL]: sendStatementMail,
  [APPLY_WEBHOOK]: applyWebhookEffect,
  [SEND_TEXT]: sendTextEffect,
  [FETCH_MEDIA]: fetchMediaEffect,
  [AGREED_TO_TEXTS]: signUpTextsEffect,
  [LIVE_ACTIVITY]: async ({ services, ctx }) => {
    await tellActivity(services, ctx);
    return { kind: "done", outcome: null };
  },
  "account-facts": async ({ services, ctx }) => {
    await applyAccountFacts(ctx, openDeps(services));
    return { kind: "done", outcome: null };
  },
};
