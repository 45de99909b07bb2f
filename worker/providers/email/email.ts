/** A file that travels with a mail. */
export interface EmailAttachment {
  readonly name: string;
  readonly type: string;
  readonly contentBase64: string;
}

export interface EmailMessage {
  /** The same message sent again carries the same id, so that a mailbox can tell. */
  readonly id: string;
  readonly to: string;
  readonly fromName: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly EmailAttachment[];
}

/** Hands mail to the world. @throws MailRefused when trying again is pointless; anything else may be tried again */
export interface EmailProvider {
  send(message: EmailMessage): Promise<void>;
}

/** The receiving side said no for good: unknown mailbox, blocked sender, message not acceptable. */
export class MailRefused extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The mail was refused: ${reason}`, options);
    this.name = "MailRefused";
  }
}

/** Not now: the server asked to wait, did not answer in time, or could not be reached. */
export class MailDelayed extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`The mail could not be handed over yet: ${reason}`, options);
    this.name = "MailDelayed";
  }
}
