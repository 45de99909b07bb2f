import type { ProcessorEvent } from "../events.ts";
import type { EventDraft } from "./acts.ts";
import { takeWebhookFault } from "./faults.ts";
import { SIGNATURE_HEADER, sign } from "./signing.ts";
import { type Due, putDue, removeDue } from "./store.ts";
import { toBody } from "./webhooks.ts";
import type { SandboxAccount } from "./world.ts";

const DELAY_MS = 60_000;
const RETRY_MS = 5 * 60_000;
const MAX_TRIES = 20;

export interface HookRecord {
  readonly url: string;
  readonly secret: string;
}

export interface EventRecord {
  readonly event: ProcessorEvent;
  readonly state: "waiting" | "delivered" | "dropped";
  readonly tries: number;
  /** What the address last answered; null before it was asked, 0 when it could not be. */
  readonly lastStatus: number | null;
  /** When it is tried next by itself; null: not by itself. */
  readonly dueAtMs: number | null;
  /** Held back so that a later one overtakes it. */
  readonly isHeld: boolean;
}

export const HOOK = "hook";
export const eventKey = (eventId: string) => `events/${eventId}`;

/** Notes events and lets them be delivered after the answer, as the account's webhook fault has it. */
export async function emit(
  account: SandboxAccount,
  about: string,
  firstNumber: number,
  drafts: readonly EventDraft[],
): Promise<void> {
  const nowMs = account.world.now();
  for (const [at, draft] of drafts.entries()) {
    const providerEventId = `sandbox_event_${about}_${firstNumber + at}`;
    const event = { ...draft, providerEventId, occurredAtMs: nowMs, accountId: account.accountId };
    await emitOne(account, event as ProcessorEvent, nowMs);
  }
}

async function emitOne(account: SandboxAccount, event: ProcessorEvent, nowMs: number): Promise<void> {
  const fault = await takeWebhookFault(account);
  const isHeld = fault?.fault === "reorder" && fault.left > 0;
  const isDelayed = fault?.fault === "delay";
  const record: EventRecord = {
    event,
    state: fault?.fault === "drop" ? "dropped" : "waiting",
    tries: 0,
    lastStatus: null,
    dueAtMs: fault?.fault === "drop" || isHeld ? null : nowMs + (isDelayed ? DELAY_MS : RETRY_MS),
    isHeld,
  };
  await keep(account, record);
  if (record.state === "dropped" || isHeld || isDelayed) return;
  const copies = fault?.fault === "duplicate" ? 2 : 1;
  const overtaken = fault?.fault === "reorder";
  account.world.later(
    (async () => {
      for (let copy = 0; copy < copies; copy++) await deliver(account, event.providerEventId);
      if (overtaken) await releaseHeld(account);
    })(),
  );
}

/** Sends an event now, whatever its state: the control page may send one again. */
export async function deliver(account: SandboxAccount, eventId: string): Promise<void> {
  const { world, store } = account;
  const [record, hook] = await Promise.all([
    store.get<EventRecord>(eventKey(eventId)),
    store.get<HookRecord>(HOOK),
  ]);
  if (!record || !hook) return;
  const body = toBody(record.event);
  const headers = {
    "content-type": "application/json",
    [SIGNATURE_HEADER]: await sign(hook.secret, body, world.now()),
  };
  const status = await post(account, new Request(hook.url, { method: "POST", headers, body }));
  const isTaken = status >= 200 && status < 300;
  const tries = record.tries + 1;
  const again = isTaken || tries >= MAX_TRIES ? null : world.now() + RETRY_MS * tries;
  await removeDue(world.files, dueOf(account, record));
  await keep(account, {
    ...record,
    tries,
    lastStatus: status,
    state: isTaken ? "delivered" : "waiting",
    dueAtMs: again,
    isHeld: false,
  });
}

/** Sends what was held back, the latest first. */
export async function releaseHeld(account: SandboxAccount): Promise<void> {
  const events = await account.store.last<EventRecord>("events", 1000);
  const held = events.filter(({ isHeld }) => isHeld);
  held.sort((a, b) => b.event.occurredAtMs - a.event.occurredAtMs);
  for (const { event } of held) await deliver(account, event.providerEventId);
}

async function post(account: SandboxAccount, request: Request): Promise<number> {
  try {
    const answer = await account.world.post(request);
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}

async function keep(account: SandboxAccount, record: EventRecord): Promise<void> {
  const due = dueOf(account, record);
  await Promise.all([
    account.store.put(eventKey(record.event.providerEventId), record),
    ...(record.dueAtMs === null ? [] : [putDue(account.world.files, due)]),
  ]);
}

function dueOf({ accountId }: SandboxAccount, { dueAtMs, event }: EventRecord): Due {
  return { atMs: dueAtMs ?? 0, accountId, kind: "event", id: event.providerEventId };
}
