import * as z from "zod/mini";

// How a member of staff is told of what concerns their work: on their devices, else by text, else by mail.

export const staffChoicesInput = z.object({ push: z.boolean(), sms: z.boolean() });
export type StaffChoices = z.infer<typeof staffChoicesInput>;

export interface StaffNotifications extends StaffChoices {
  /** Where texts and mails go; null: nothing of the kind is in the record. */
  readonly number: string | null;
  readonly email: string | null;
  /** They wrote STOP from it. */
  readonly isStopped: boolean;
}
