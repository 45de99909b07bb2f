import { sql } from "drizzle-orm";
import { allColumns, flag, type Query, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { notificationChoices } from "../../../tenant-schema/portal.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { addActivity } from "../online-activity/add-activity.ts";
import {
  byDefault,
  type ChoicesInput,
  isFixed,
  type NotificationChannel,
  type NotificationChoice,
  type NotificationChoices,
  type NotificationTopic,
  notificationChannels,
  notificationTopics,
} from "./schemas.ts";

type Stored = Row<"notificationChoices">;

/** What the guardian who is signed in is told and how, as chosen or by default. */
export async function getOwnChoices(ctx: Context<GuardianActor>): Promise<NotificationChoices> {
  const { stored } = await read(ctx, { stored: storedChoices(ctx) });
  return { choices: choicesOf(stored) };
}

/** @throws Precondition for what is always told */
export async function setOwnChoices(
  ctx: Context<GuardianActor>,
  { choices }: ChoicesInput,
): Promise<NotificationChoices> {
  if (choices.some(({ topic, channel, isOn }) => !isOn && isFixed(topic, channel))) {
    throw new Precondition("always_told", "Receipts and what is owed are always sent by e-mail.");
  }
  const { stored } = await read(ctx, { stored: storedChoices(ctx) });
  const change = new Change(ctx, {
    action: "notifications.choose",
    summary: `${ctx.actor.name} chose what to be told of`,
    right: null,
  });
  for (const { topic, channel, isOn } of choices) {
    const current = stored.find((one) => one.topic === topic && one.channel === channel);
    if (current) change.update("notificationChoices", current, { isOn });
    else if (isOn !== byDefault(topic, channel)) {
      const id = newId("notificationChoice", ctx.nowMs);
      change.insert("notificationChoices", { id, loginId: ctx.actor.id, topic, channel, isOn });
    }
  }
  const asked = choicesOf(stored).map(
    (one) => choices.find((own) => own.topic === one.topic && own.channel === one.channel) ?? one,
  );
  if (change.isEmpty) return { choices: choicesOf(stored) };
  if (choices.some(({ isOn }) => !isOn)) {
    const summary = `${ctx.actor.name} no longer wants some notifications`;
    addActivity(change, ctx, { kind: "opt_out", nature: "info", summary });
  }
  const answer = {
    choices: asked.map((one) => ({ ...one, isFixed: isFixed(one.topic, one.channel) })),
  };
  await commit(ctx, change, answer);
  return answer;
}

function storedChoices(ctx: Context<GuardianActor>): Query<Stored> {
  return select(
    allColumns(notificationChoices),
    sql`from ${notificationChoices} where ${notificationChoices.loginId} = ${ctx.actor.id}
      and ${notificationChoices.deletedAt} is null`,
  ) as Query<Stored>;
}

function choicesOf(stored: readonly Stored[]): NotificationChoice[] {
  return notificationTopics.flatMap((topic) =>
    notificationChannels.map((channel) => ({
      topic,
      channel,
      isOn:
        stored.find((one) => one.topic === topic && one.channel === channel)?.isOn ??
        byDefault(topic, channel),
      isFixed: isFixed(topic, channel),
    })),
  );
}

/** Whether a guardian does not want to be told of a topic in any way. */
export function isSilent(loginId: string | null, topic: NotificationTopic): Query<{ silent: boolean }> {
  const chosen = (
    channel: NotificationChannel,
  ) => sql`coalesce((select n.is_on from living_notification_choices n
    where n.login_id = ${loginId} and n.topic = ${topic} and n.channel = ${channel}), ${byDefault(topic, channel) ? 1 : 0})`;
  const ways = notificationChannels.map(chosen);
  return select({ silent: flag(sql`${sql.join(ways, sql` + `)} = 0`) }, sql``);
}
