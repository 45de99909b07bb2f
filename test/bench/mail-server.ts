import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** Every so many mails are read by a parser of somebody else's. */
const PARSED_EVERY = 50;

export type MailServer = Awaited<ReturnType<typeof openMailServer>>;

/** A real mail server that counts what it takes, by address. */
export async function openMailServer() {
  const byAddress = new Map<string, number>();
  let taken = 0;
  let invalid = 0;
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS", "AUTH"],
    authOptional: true,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        taken += 1;
        for (const { address } of session.envelope.rcptTo)
          byAddress.set(address, (byAddress.get(address) ?? 0) + 1);
        if (taken % PARSED_EVERY !== 1) return callback();
        isValid(Buffer.concat(chunks)).then(
          (valid) => {
            invalid += valid ? 0 : 1;
            callback();
          },
          (error: Error) => callback(error),
        );
      });
    },
  });
  // Whoever is killed breaks the connection off.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}?tls=off`,
    byAddress: byAddress as ReadonlyMap<string, number>,
    total: () => taken,
    invalid: () => invalid,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

async function isValid(raw: Buffer): Promise<boolean> {
  const mail = await simpleParser(raw);
  const hasBoth = (mail.text ?? "").includes("Hello ") && String(mail.html).includes("<p>");
  const isSigned = mail.date !== undefined && /^<crp_[^@]+@[^@]+>$/.test(mail.messageId ?? "");
  return hasBoth && isSigned && mail.from !== undefined && mail.headers.has("list");
}
