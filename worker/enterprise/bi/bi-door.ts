import { sql } from "drizzle-orm";
import { select, statement } from "../../../control-plane/query.ts";
import { CSV_TYPE } from "../../domains/exports/csv.ts";
import { hashToken } from "../../domains/staff-sessions/tokens.ts";
import { BadInput } from "../../edge/bad-input.ts";
import { addressOf } from "../../edge/request-facts.ts";
import type { RequestReport } from "../../edge/request-log.ts";
import { AppError, Limit, NotFound } from "../../kernel/errors.ts";
import type { Services } from "../../services.ts";
import { csvOf, type FlatRow, figureRows, receivableRows } from "../dashboard/figure-rows.ts";
import { figuresOf, lastMonths } from "../dashboard/read-dashboard.ts";
import { accountsOf, hasPlan } from "../reach.ts";
import { storeOf } from "../store/open-store.ts";
import { visibleFields } from "../store/visible-accounts.ts";

/** The key is missing, wrong or revoked: nobody outside can tell which. */
class NoKey extends AppError {
  readonly status = 401;
  constructor() {
    super(
      "no_key",
      "Send a key that is in force as “Authorization: Bearer cbi_…”. An Admin of the enterprise makes them.",
    );
  }
}

const TABLES = { figures: figureRows, receivables: receivableRows } as const;
const PATH = /^\/api\/enterprise-bi\/v1\/(figures|receivables)\.(csv|json)$/;
const MONTHS = { default: 13, max: 61 };

/**
 * `GET /api/enterprise-bi/v1/<table>.<csv|json>?months=`: figures for programs that make reports of their own. The door is a
 * key of the enterprise; it reads, and nothing else. @throws NotFound, NoKey, Limit, BadInput
 */
export async function biDoor(services: Services, request: Request, report: RequestReport): Promise<Response> {
  const url = new URL(request.url);
  const [, table, form] = PATH.exec(url.pathname) ?? [];
  if (request.method !== "GET" || !table || !form) throw new NotFound("page");
  const enterpriseId = await enterpriseOf(services, request);
  const months = monthsOf(url);
  const { house, control } = services;
  const nowMs = house.now();
  const { accounts } = await control.read({
    accounts: select(
      visibleFields,
      sql`from enterprise_accounts ea join accounts a on a.id = ea.account_id
        where ea.account_id in ${accountsOf({ enterpriseId, groupId: null })} order by lower(a.display_name), a.id`,
    ),
  });
  const store = await storeOf(house, control, enterpriseId);
  report.meter = control.meter;
  // An Admin of the whole enterprise made the key: nothing is taken away from it.
  const whole = accounts.map((account) => ({ ...account, restrictions: [] }));
  const figures = await figuresOf(store, whole, lastMonths(whole, nowMs, months), nowMs);
  const rows: FlatRow[] = TABLES[table as keyof typeof TABLES](figures);
  const headers = { "cache-control": "no-store" };
  if (form === "csv") return new Response(csvOf(rows), { headers: { ...headers, "content-type": CSV_TYPE } });
  return Response.json({ rows }, { headers });
}

/** Whose key it is. Keys are asked for so often and no oftener, and so are wrong ones by one address. */
async function enterpriseOf(services: Services, request: Request): Promise<string> {
  const token = /^Bearer (cbi_[\w-]{43})$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const tokenHash = token ? await hashToken(token) : "";
  const key = token ? `bi:${tokenHash}` : `bi:${addressOf(request)}`;
  const { success } = await services.env.LOGIN_LIMIT.limit({ key });
  if (!success) throw new Limit("too_often", "This key was used too often. Wait a minute, then ask again.");
  const nowMs = services.house.now();
  const { keys } = await services.control.read({
    keys: select(
      { id: sql<string>`t.id`, enterpriseId: sql<string>`t.enterprise_id` },
      sql`from enterprise_bi_tokens t where t.token_hash = ${tokenHash} and t.revoked_at is null
        and ${hasPlan(sql`t.enterprise_id`)}`,
    ),
  });
  const found = keys[0];
  if (!found) throw new NoKey();
  const used = services.control.commit({
    statements: [
      statement(sql`update enterprise_bi_tokens set last_used_at = ${nowMs} where id = ${found.id}`),
    ],
  });
  services.waitUntil(used);
  return found.enterpriseId;
}

function monthsOf(url: URL): number {
  const asked = url.searchParams.get("months");
  const months = asked === null ? MONTHS.default : Number(asked);
  if (Number.isInteger(months) && months >= 1 && months <= MONTHS.max) return months;
  throw new BadInput(`Ask for 1 to ${MONTHS.max} months.`, [
    { path: "months", message: `1 to ${MONTHS.max}` },
  ]);
}
