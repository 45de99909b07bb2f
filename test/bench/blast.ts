import { setTimeout as sleep } from "node:timers/promises";
import type { CampaignPage, CampaignRecipient } from "../../worker/domains/campaigns/shapes.ts";
import { openMailServer } from "./mail-server.ts";
import { largestChildMb } from "./memory.ts";
import type { OfficeClient } from "./office-client.ts";
import { type CaseFigures, type Outcome, printTable, rounded } from "./report.ts";
import type { Seed } from "./seed.ts";
import { type BenchServer, withServer } from "./server.ts";

// Ten thousand guardians get a mail, over SMTP by a real server, while the Worker is killed twice in the middle of it.

const ACCOUNT = "summit";
/** Most families have more than one address. */
const FAMILIES = 6_310;
const RECIPIENTS = 10_000;
const SEED: Seed = { name: "blast", families: { [ACCOUNT]: FAMILIES } };
/** It is killed when so many have arrived. */
const KILLS_AT = [2_000, 6_000];
const POLL_MS = 200;
const MAX_GROWN_MB = 400;
const PAGE = 20;

export default async function blastBenchmark(): Promise<Outcome> {
  const mails = await openMailServer();
  try {
    return await withServer(SEED, (server) => measure(server, mails), {
      variables: { SMTP_URL: mails.url },
    });
  } finally {
    await mails.close();
  }
}

async function measure(
  server: BenchServer,
  mails: Awaited<ReturnType<typeof openMailServer>>,
): Promise<Outcome> {
  let client = server.clients[0]!;
  await client.put("/campaigns/settings", { version: 0, isTracked: true, mailsPerMinute: 6_000 });
  const id = await schedule(client);
  const beforeMb = largestChildMb() ?? 0;
  let peakMb = beforeMb;
  const beganAt = performance.now();
  const waitFor = async (isThere: () => Promise<boolean>) => {
    while (!(await isThere())) {
      peakMb = Math.max(peakMb, largestChildMb() ?? 0);
      await sleep(POLL_MS);
    }
  };
  for (const count of KILLS_AT) {
    await waitFor(async () => mails.total() >= count);
    client = (await server.kill())[0]!;
    process.stdout.write(`Killed at ${mails.total()} mails\n`);
  }
  await waitFor(async () => (await page(client, id)).state === "sent");
  const ms = performance.now() - beganAt;
  const { counts } = await page(client, id);
  const unknown = await all(client, id, "unknown");
  return verdict({ counts, unknown, ms, grownMb: peakMb - beforeMb, mails });
}

interface Seen {
  readonly counts: CampaignPage["counts"];
  readonly unknown: readonly CampaignRecipient[];
  readonly ms: number;
  readonly grownMb: number;
  readonly mails: Awaited<ReturnType<typeof openMailServer>>;
}

function verdict({ counts, unknown, ms, grownMb, mails }: Seen): Outcome {
  const sent = counts.sent ?? 0;
  const twice = [...mails.byAddress.values()].filter((count) => count > 1).length;
  const arrivedInDoubt = unknown.filter((one) => mails.byAddress.has(one.address)).length;
  // Whoever is noted as sent has it; whoever has it is noted as sent, or listed as in doubt.
  const missed = sent + arrivedInDoubt - mails.byAddress.size;
  const cases: CaseFigures[] = [
    figure(
      `${sent + unknown.length} recipients, killed ${KILLS_AT.length} times`,
      ms,
      rounded((sent / ms) * 1_000, 0),
    ),
    figure("written to twice", null, twice),
    figure("missed, or sent without being noted", null, Math.abs(missed)),
    figure("in doubt and listed", null, unknown.length),
    figure("memory grown, MB", null, grownMb),
    figure("not valid by an independent parser", null, mails.invalid()),
  ];
  printTable(
    ["case", "ms", "value"],
    cases.map((one) => [one.case, one.p50Ms, one.value ?? null]),
  );
  const bars: (readonly [boolean, string])[] = [
    [sent + unknown.length >= RECIPIENTS, `only ${sent + unknown.length} recipients`],
    [twice === 0, `${twice} were written to twice`],
    [missed === 0, `${missed} were missed`],
    [unknown.length <= KILLS_AT.length * PAGE, `${unknown.length} are in doubt`],
    [grownMb <= MAX_GROWN_MB, `the Worker grew by ${grownMb} MB`],
    [mails.invalid() === 0, `${mails.invalid()} mails are not valid`],
  ];
  return { cases, missed: bars.flatMap(([isMet, text]) => (isMet ? [] : [text])) };
}

async function schedule(client: OfficeClient): Promise<string> {
  const { body } = await client.post<{ id: string }>("/campaigns", {
    channel: "email",
    class: "marketing",
    subject: "Summer at [[school.name]]",
    body: "Hello [[guardian.firstName]],\n\nour [summer camps](https://school.example/camps) are open.",
    audience: { list: "families", filter: {}, ids: [], except: [] },
    isFrozen: false,
  });
  await client.post(`/campaigns/${body.id}/schedule`, { version: 1, sendAt: null });
  return body.id;
}

const page = async (client: OfficeClient, id: string) =>
  (await client.get<CampaignPage>(`/campaigns/${id}`)).body;

interface RecipientPage {
  readonly rows: readonly CampaignRecipient[];
  readonly nextCursor: string | null;
}

async function all(client: OfficeClient, id: string, state: string): Promise<CampaignRecipient[]> {
  const rows: CampaignRecipient[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const path: string = `/campaigns/${id}/recipients?state=${state}${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const answer: RecipientPage = (await client.get<RecipientPage>(path)).body;
    rows.push(...answer.rows);
    cursor = answer.nextCursor;
  }
  return rows;
}

function figure(name: string, ms: number | null, value: number): CaseFigures {
  const costs = { trips: null, rowsRead: null, rowsWritten: null, rowsShown: null };
  return {
    case: name,
    ...costs,
    p50Ms: ms === null ? null : rounded(ms, 0),
    p95Ms: null,
    ratio: null,
    value,
  };
}
