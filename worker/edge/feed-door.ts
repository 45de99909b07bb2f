import type { Account } from "../../control-plane/account.ts";
import { openTenant } from "../../control-plane/open-tenant.ts";
import { newMeter, type TenantDatabase } from "../../control-plane/tenant-database.ts";
import { tokenOf } from "../domains/calendar-feeds/feed-address.ts";
import { type FeedMeeting, feedCalendar } from "../domains/calendar-feeds/feed-calendar.ts";
import { feedMeetings, feedQuery } from "../domains/calendar-feeds/read-feed.ts";
import { familyFeedMeetings, familyFeedQuery } from "../domains/family-feeds/read-family-feed.ts";
import { hashToken } from "../domains/staff-sessions/tokens.ts";
import { leftOf } from "../kernel/decide.ts";
import { Limit, NotFound } from "../kernel/errors.ts";
import { openDeps, type Services } from "../services.ts";
import { isExpected, toProblem } from "./problem.ts";
import { addressOf } from "./request-facts.ts";
import type { RequestReport } from "./request-log.ts";

const RETRY_SECONDS = 60;
const CACHE_SECONDS = 300;

/**
 * `GET /feeds/<account id>/<token>.ics`: a calendar for programs that cannot sign in. The token is all there is, so
 * whatever is wrong with an address, there is no such calendar.
 * @throws NotFound, Limit
 */
export async function feedDoor(
  services: Services,
  request: Request,
  address: { readonly accountId: string; readonly file: string },
  report: RequestReport,
): Promise<Response> {
  const token = tokenOf(address.file);
  if (token === null) throw new NotFound("calendar");
  const key = `feed ${address.accountId} ${addressOf(request) ?? ""}`;
  const { success } = await services.env.LOGIN_LIMIT.limit({ key });
  if (!success) {
    const retryAfterSeconds = RETRY_SECONDS;
    throw new Limit("too_many_requests", "This calendar was asked for too often. Wait a minute.", {
      retryAfterSeconds,
    });
  }
  const meter = newMeter();
  const { account, database } = await opened(services, address.accountId, meter);
  report.accountId = account.id;
  const nowMs = services.house.now();
  const found = await meetingsOf(database, account, { tokenHash: await hashToken(token), nowMs });
  report.meter = meter;
  const name = `${found.of} · ${account.displayName}`;
  return new Response(feedCalendar({ name, accountId: account.id, nowMs }, found.meetings), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="calendar.ics"',
      "cache-control": `private, max-age=${CACHE_SECONDS}`,
      "x-robots-tag": "noindex",
    },
  });
}

/** Whose the address is, and what there is to tell. @throws NotFound */
async function meetingsOf(
  database: TenantDatabase,
  { timeZone, restrictions }: Account,
  { tokenHash, nowMs }: { readonly tokenHash: string; readonly nowMs: number },
): Promise<{ of: string; meetings: readonly FeedMeeting[] }> {
  const { feeds, families } = await database.read({
    feeds: feedQuery(tokenHash),
    families: familyFeedQuery(tokenHash),
  });
  const [[feed], [family]] = [feeds, families];
  const at = { nowMs, timeZone };
  // Nobody there sees classes any more, so nobody's program does.
  if (feed && leftOf(restrictions, "classes") === "none") throw new NotFound("calendar");
  if (feed) return { of: feed.ownerName, meetings: await feedMeetings(database, feed, at) };
  if (!family) throw new NotFound("calendar");
  return { of: family.name, meetings: await familyFeedMeetings(database, family.familyId, at) };
}

/** Nobody outside can tell an unknown account from a suspended one. */
async function opened(services: Services, accountId: string, meter: ReturnType<typeof newMeter>) {
  try {
    return await openTenant(openDeps(services), { accountId }, meter);
  } catch (error) {
    if (isExpected(error) && toProblem(error, "").status < 500) throw new NotFound("calendar");
    throw error;
  }
}
