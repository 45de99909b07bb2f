import * as z from "zod/mini";

// What a guardian wants to be told, and how.

export const notificationTopics = ["bookings", "requests", "schedule", "news", "money"] as const;
export type NotificationTopic = (typeof notificationTopics)[number];
export const notificationChannels = ["email", "sms", "push"] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

/** What holds for whoever has chosen nothing: everything by mail, what cannot wait on the phone as well. */
export function byDefault(topic: NotificationTopic, channel: NotificationChannel): boolean {
  return channel === "email" || (channel === "push" && topic === "schedule");
}

/** Receipts and what is owed are mailed always: somebody must be told of money. */
export function isFixed(topic: NotificationTopic, channel: NotificationChannel): boolean {
  return topic === "money" && channel === "email";
}

export const choicesInput = z.object({
  choices: z
    .array(
      z.object({
        topic: z.enum(notificationTopics),
        channel: z.enum(notificationChannels),
        isOn: z.boolean(),
      }),
    )
    .check(z.minLength(1), z.maxLength(notificationTopics.length * notificationChannels.length)),
});
export type ChoicesInput = z.infer<typeof choicesInput>;

export interface NotificationChoice {
  readonly topic: NotificationTopic;
  readonly channel: NotificationChannel;
  readonly isOn: boolean;
  readonly isFixed: boolean;
}

export interface NotificationChoices {
  readonly choices: readonly NotificationChoice[];
}
