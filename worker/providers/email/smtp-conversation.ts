import { connect } from "cloudflare:sockets";
import { MailDelayed } from "./email.ts";

export interface Reply {
  readonly code: number;
  readonly text: string;
}

export type Security = "tls" | "starttls" | "off";

/** Lines back and forth with a mail server; every wait has an end, also when the other side just goes silent. */
export class SmtpConversation {
  #socket: Socket;
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #received = "";
  readonly #timeoutMs: number;

  constructor(server: { host: string; port: number; security: Security }, timeoutMs: number) {
    const { host: hostname, port, security } = server;
    const secureTransport = security === "tls" ? "on" : security;
    this.#socket = connect({ hostname, port }, { secureTransport, allowHalfOpen: false });
    this.#reader = this.#socket.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    this.#writer = this.#socket.writable.getWriter();
    this.#timeoutMs = timeoutMs;
    this.#expectLoss();
  }

  /** Sends a line (or a whole message) and waits for the reply. */
  async say(text: string): Promise<Reply> {
    await this.#inTime(this.#writer.write(new TextEncoder().encode(`${text}\r\n`)));
    return this.hear();
  }

  /** The next reply; one of several lines ends with the line whose code is followed by a blank. */
  async hear(): Promise<Reply> {
    for (;;) {
      const end = /^(\d{3}) [^\r\n]*\r?\n/m.exec(this.#received);
      if (end) {
        const length = end.index + end[0].length;
        const text = this.#received.slice(0, length).trim();
        this.#received = this.#received.slice(length);
        return { code: Number(end[1]), text };
      }
      const { value, done } = await this.#inTime(this.#reader.read());
      if (done) throw new MailDelayed("the mail server closed the connection");
      this.#received += new TextDecoder().decode(value);
    }
  }

  /** Goes on encrypted, after the server agreed. What it said before in the clear does not count. */
  secure(): void {
    this.#received = "";
    this.#reader.releaseLock();
    this.#writer.releaseLock();
    this.#socket = this.#socket.startTls();
    this.#reader = this.#socket.readable.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    this.#writer = this.#socket.writable.getWriter();
    this.#expectLoss();
  }

  async close(): Promise<void> {
    await this.#socket.close().catch(() => undefined);
  }

  /** A connection that breaks is noticed where it is read or written, and not a second time here. */
  #expectLoss(): void {
    for (const end of [this.#socket.opened, this.#socket.closed]) end.catch(() => undefined);
  }

  async #inTime<T>(work: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const error = new MailDelayed(`the mail server did not answer within ${this.#timeoutMs} ms`);
      timer = setTimeout(() => reject(error), this.#timeoutMs);
    });
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      throw error instanceof MailDelayed ? error : new MailDelayed(String(error), { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }
}
