import { Hono } from "hono";
import { accountLedgerOffice } from "./domains/account-ledger/office.ts";
import { anniversaryFeesOffice } from "./domains/anniversary-fees/office.ts";
import { attendanceFamily } from "./domains/attendance/family.ts";
import { attendanceOffice } from "./domains/attendance/office.ts";
import { auditOffice, historyOffice } from "./domains/audit/office.ts";
import { billingAutomationsOffice } from "./domains/billing-automations/office.ts";
import { billingRulesOffice } from "./domains/billing-rules/office.ts";
import { billingRunsOffice } from "./domains/billing-runs/office.ts";
import { calendarOffice } from "./domains/calendar/office.ts";
import { calendarFeedsOffice } from "./domains/calendar-feeds/office.ts";
import { campaignsOffice } from "./domains/campaigns/office.ts";
import { cartFamily } from "./domains/cart/family.ts";
import { catalogueFamily, finderFamily } from "./domains/catalogue/family.ts";
import { changeGroupsOffice, changesOffice } from "./domains/changes/office.ts";
import { checkoutFamily } from "./domains/checkout/family.ts";
import { classesOffice, classOptionsOffice } from "./domains/classes/office.ts";
import { comingUpFamily } from "./domains/coming-up/family.ts";
import { communicationOffice } from "./domains/communication/office.ts";
import { messengerOffice } from "./domains/conversations/office.ts";
import { deadLettersOffice } from "./domains/dead-letters/office.ts";
import { enrollmentsFamily } from "./domains/enrollments/family.ts";
import { enrollmentsOffice } from "./domains/enrollments/office.ts";
import { exportsOffice } from "./domains/exports/office.ts";
import { profileFamily } from "./domains/families/family.ts";
import { familiesOffice } from "./domains/families/office.ts";
import { accountsFamily } from "./domains/family-accounts/family.ts";
import { familyFeedsFamily } from "./domains/family-feeds/family.ts";
import { accessFamily, invitesFamily } from "./domains/family-logins/family.ts";
import { familyAccessOffice } from "./domains/family-logins/office.ts";
import { paymentsFamily } from "./domains/family-payments/family.ts";
import { sessionFamily } from "./domains/family-sessions/family.ts";
import { passwordResetsFamily, signInWays } from "./domains/family-sessions/sign-in-family.ts";
import { whileOpen } from "./domains/family-sessions/while-open.ts";
import { featureRequestsOffice } from "./domains/feature-requests/office.ts";
import { importsOffice } from "./domains/imports/office.ts";
import { ledgerOffice } from "./domains/ledger/office.ts";
import { ledgerRulesOffice } from "./domains/ledger-rules/office.ts";
import { makeupsFamily } from "./domains/makeups/family.ts";
import { makeupsOffice } from "./domains/makeups/office.ts";
import { meetingsOffice } from "./domains/meetings/office.ts";
import { messagingSettingsOffice } from "./domains/messaging-settings/office.ts";
import { moneyOverviewOffice } from "./domains/money-overview/office.ts";
import { newsFamily } from "./domains/news/family.ts";
import { newsOffice } from "./domains/news/office.ts";
import { notificationsFamily } from "./domains/notification-choices/family.ts";
import { requestsFamily } from "./domains/online-activity/family.ts";
import { onlineActivityOffice } from "./domains/online-activity/office.ts";
import { ownDataFamily } from "./domains/own-data/family.ts";
import { paletteOffice } from "./domains/palette/office.ts";
import { papersOffice } from "./domains/papers/office.ts";
import { passkeysFamily } from "./domains/passkeys/family.ts";
import { paymentsOffice } from "./domains/payments/office.ts";
import { policiesFamily } from "./domains/policies/family.ts";
import { policiesOffice } from "./domains/policies/office.ts";
import { portalFamily } from "./domains/portal/family.ts";
import { portalImagesOffice } from "./domains/portal-images/office.ts";
import { pushDevicesFamily } from "./domains/push/family.ts";
import { pushDevicesOffice } from "./domains/push/office.ts";
import { reRatingOffice } from "./domains/re-rating/office.ts";
import { reportsOffice } from "./domains/reports/office.ts";
import { familyOptionsOffice, settingsOffice } from "./domains/settings/office.ts";
import { staffOffice } from "./domains/staff/office.ts";
import { notificationsOffice } from "./domains/staff-notifications/office.ts";
import { staffFamily } from "./domains/staff-profiles/family.ts";
import { sessionOffice } from "./domains/staff-sessions/office.ts";
import { passwordResetsOffice } from "./domains/staff-sessions/resets-office.ts";
import { studentsFamily } from "./domains/students/family.ts";
import { studentsOffice } from "./domains/students/office.ts";
import { suppressionsOffice } from "./domains/suppressions/office.ts";
import { tasksOffice } from "./domains/tasks/office.ts";
import { tuitionOffice } from "./domains/tuition/office.ts";
import { waitlistFamily } from "./domains/waitlist/family.ts";
import { waitlistOffice } from "./domains/waitlist/office.ts";
import { welcomeOffice } from "./domains/welcome/office.ts";
import type { FamilyEnv } from "./edge/family-route.ts";
import { feedDoor } from "./edge/feed-door.ts";
import type { OfficeEnv } from "./edge/office-route.ts";
import { paymentFieldsPage } from "./edge/payment-fields-page.ts";
import { plainStyles } from "./edge/plain-page.ts";
import { type PortalRequest, portalDoor } from "./edge/portal-door.ts";
import { elsewhere } from "./edge/portal-host.ts";
import { portalPage } from "./edge/portal-page.ts";
import { familyPortal, officePortal } from "./edge/portals.ts";
import type { RequestReport } from "./edge/request-log.ts";
import { officeServiceWorker, schoolFile } from "./edge/school-files.ts";
import { PAYMENT_FIELDS_PATH } from "./edge/security-headers.ts";
import { unattendedDoor } from "./edge/unattended-doors.ts";
import { atDoor } from "./edge/visit-variables.ts";
import { biDoor } from "./enterprise/bi/bi-door.ts";
import { enterpriseDoor } from "./enterprise/door/enterprise-door.ts";
import { enterprisePage } from "./enterprise/door/enterprise-page.ts";
import { entryPage } from "./enterprise/handoffs/entry-page.ts";
import { signInDoor } from "./enterprise/sign-in/sign-in-door.ts";
import type { GuardianActor, StaffActor } from "./kernel/context.ts";
import { NotFound } from "./kernel/errors.ts";
import { messengerLiveOffice } from "./live/messenger-routes.ts";
import { liveOffice } from "./live/routes.ts";
import { opsDoor } from "./ops/door.ts";
import type { Services } from "./services.ts";

/** Everything staff can ask of an account. */
export const officeApi = new Hono<OfficeEnv>().basePath("/api/office/:account");
officeApi.use(atDoor<StaffActor>());
officeApi.route("/session", sessionOffice);
officeApi.route("/password-resets", passwordResetsOffice);
officeApi.route("/welcome", welcomeOffice);
officeApi.route("/palette", paletteOffice);
officeApi.route("/calendar", calendarOffice);
officeApi.route("/calendar-feeds", calendarFeedsOffice);
officeApi.route("/meetings", meetingsOffice);
officeApi.route("/families", familiesOffice);
officeApi.route("/family-options", familyOptionsOffice);
officeApi.route("/family-access", familyAccessOffice);
officeApi.route("/students", studentsOffice);
officeApi.route("/attendance", attendanceOffice);
officeApi.route("/makeups", makeupsOffice);
officeApi.route("/enrollments", enrollmentsOffice);
officeApi.route("/waitlist", waitlistOffice);
officeApi.route("/classes", classesOffice);
officeApi.route("/class-options", classOptionsOffice);
officeApi.route("/transactions", billingRunsOffice);
officeApi.route("/billing-automations", billingAutomationsOffice);
officeApi.route("/tuition", tuitionOffice);
officeApi.route("/anniversary-fees", anniversaryFeesOffice);
officeApi.route("/billing-rules", billingRulesOffice);
officeApi.route("/ledger", ledgerOffice);
officeApi.route("/ledger-rules", ledgerRulesOffice);
officeApi.route("/account-ledger", accountLedgerOffice);
officeApi.route("/money-overview", moneyOverviewOffice);
officeApi.route("/payments", paymentsOffice);
officeApi.route("/papers", papersOffice);
officeApi.route("/news", newsOffice);
officeApi.route("/policies", policiesOffice);
officeApi.route("/portal-images", portalImagesOffice);
officeApi.route("/campaigns", campaignsOffice);
officeApi.route("/communication", communicationOffice);
officeApi.route("/suppressions", suppressionsOffice);
officeApi.route("/push-devices", pushDevicesOffice);
officeApi.route("/notifications", notificationsOffice);
officeApi.route("/staff", staffOffice);
officeApi.route("/settings/messaging", messagingSettingsOffice);
officeApi.route("/settings", settingsOffice);
officeApi.route("/imports", importsOffice);
officeApi.route("/exports", exportsOffice);
officeApi.route("/re-rating", reRatingOffice);
officeApi.route("/reports", reportsOffice);
officeApi.route("/audit", auditOffice);
officeApi.route("/history", historyOffice);
officeApi.route("/changes", changesOffice);
officeApi.route("/change-groups", changeGroupsOffice);
officeApi.route("/tasks", tasksOffice);
officeApi.route("/live", liveOffice);
officeApi.route("/messenger", messengerOffice);
officeApi.route("/messenger-live", messengerLiveOffice);
officeApi.route("/online-activity", onlineActivityOffice);
officeApi.route("/dead-letters", deadLettersOffice);
officeApi.route("/feature-requests", featureRequestsOffice);
officeApi.onError((error) => {
  throw error;
});

/** Everything families and those who would like to be one can ask of an account. */
export const familyApi = new Hono<FamilyEnv>().basePath("/api/family/:account");
familyApi.use(atDoor<GuardianActor>(), whileOpen);
familyApi.route("/portal", portalFamily);
familyApi.route("/session", sessionFamily);
familyApi.route("/sign-in", signInWays);
familyApi.route("/password-resets", passwordResetsFamily);
familyApi.route("/accounts", accountsFamily);
familyApi.route("/access", accessFamily);
familyApi.route("/passkeys", passkeysFamily);
familyApi.route("/invites", invitesFamily);
familyApi.route("/classes", catalogueFamily);
familyApi.route("/finder", finderFamily);
familyApi.route("/coming-up", comingUpFamily);
familyApi.route("/family-feeds", familyFeedsFamily);
familyApi.route("/policies", policiesFamily);
familyApi.route("/news", newsFamily);
familyApi.route("/staff", staffFamily);
familyApi.route("/cart", cartFamily);
familyApi.route("/checkout", checkoutFamily);
familyApi.route("/payments", paymentsFamily);
familyApi.route("/profile", profileFamily);
familyApi.route("/students", studentsFamily);
familyApi.route("/enrollments", enrollmentsFamily);
familyApi.route("/attendance", attendanceFamily);
familyApi.route("/makeups", makeupsFamily);
familyApi.route("/waitlist", waitlistFamily);
familyApi.route("/requests", requestsFamily);
familyApi.route("/notifications", notificationsFamily);
familyApi.route("/push-devices", pushDevicesFamily);
familyApi.route("/own-data", ownDataFamily);
familyApi.onError((error) => {
  throw error;
});

/** The whole URL map: which room answers a request. */
export async function route(services: Services, request: Request, report: RequestReport): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [first, second, third] = pathname.split("/").slice(1);
  const office = (accountName: string): PortalRequest<StaffActor> => ({
    portal: officePortal,
    api: officeApi,
    services,
    request,
    accountName,
    report,
  });
  const family = (accountName: string): PortalRequest<GuardianActor> => ({
    portal: familyPortal,
    api: familyApi,
    services,
    request,
    accountName,
    report,
  });
  if (pathname === "/healthz") return Response.json({ ok: true });
  if (first === "api") {
    if (second === "office" && third) return portalDoor(office(third));
    if (second === "family" && third) return portalDoor(family(third));
    if (second === "enterprise" && third) return enterpriseDoor(services, request, report);
    if (second === "enterprise-bi") return biDoor(services, request, report);
    throw new NotFound("page");
  }
  if (first === "ops") return opsDoor(services, request);
  const unattended = unattendedDoor(services, request, pathname.split("/").slice(1), report);
  if (unattended) return unattended;
  if (pathname === "/plain.css") return plainStyles();
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead) throw new NotFound("page");
  if (pathname === PAYMENT_FIELDS_PATH) return paymentFieldsPage(services, request);
  if (first === "a" && second && third === "enterprise-entry") {
    return entryPage(services, request, second, report);
  }
  if (first === "a" && second && third !== "service-worker.js") return portalPage(office(second));
  if (first === "a" && second) return officeServiceWorker({ services, request, accountName: second, report });
  if (first === "enterprise" && second === "sign-in" && third) return signInDoor(services, request, report);
  if (first === "enterprise") return enterprisePage(services, request, report);
  if (first === "portal" && second) {
    const file = schoolFile(third);
    if (file) return file({ services, request, accountName: second, report }, pathname.split("/").slice(4));
    return portalPage(family(second));
  }
  if (first === "feeds" && second && third) {
    return feedDoor(services, request, { accountId: second, file: third }, report);
  }
  return elsewhere(services.env, request);
}
