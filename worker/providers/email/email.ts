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
  /** Further headers, such as how to unsubscribe. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Written to many by a person, rather than the answer of a program to what somebody did. */
  readonly isBulk?: boolean;
}

/** Hands mail to the world. @throws MailRefused when trying again is pointless; anything else may be tried again */
export interface EmailProvider {
  send(message: EmailMessage): Promise<void>;
}

/** The receiving side said no for good: unknown mailbox, blocked sender, message not acceptable. */
export class MailRefused extends Error {
  /** Whether it is the mailbox that nothing can be sent to, or this message. */
  readonly about: "recipient" | "message";
  constructor(reason: string, options?: ErrorOptions & { readonly about?: "recipient" }) {
    super(`The mail was refused: ${reason}`, options);
    this.name = "MailRefused";
    this.about = options?.about ?? "message";
  }
}

/** Not now: the server asked to wait, did not answer in time, or could not be reached. */
export class MailDelayed extends Error {
  /** Whether one mailbox asks to wait, or nothing can be sent to anybody. */
  readonly about: "recipient" | "server";
  constructor(reason: string, options?: ErrorOptions & { readonly about?: "recipient" }) {
    super(`The mail could not be handed over yet: ${reason}`, options);
    this.name = "MailDelayed";
    this.about = options?.about ?? "server";
  }
}

/** It was handed over whole and the answer never came: it may have gone out, or not. */
export class MailUnclear extends MailDelayed {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = "MailUnclear";
  }
}
