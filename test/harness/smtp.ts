import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { TestProject } from "vitest/node";

/*
 * Real mail servers for the tests of the SMTP driver. What one does is decided by the mailbox it is asked for:
 * refuse@ is refused, later@ is greylisted, hang@ never gets an answer, drop@ loses the connection.
 */

interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly secure: boolean;
}

/** What the server keeps of each client; its types leave it out. */
interface Connection {
  readonly session: unknown;
  close(): void;
}

const USER = "school";
const PASSWORD = "p@ss:word";

/** Vitest's global set-up: offers the ports of the servers, and `GET <host>/mail` for what they have taken. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const taken: Taken[] = [];
  const logins: { readonly secure: boolean }[] = [];
  const servers = {
    plain: server(taken, logins, { disabledCommands: ["STARTTLS"], allowInsecureAuth: true }),
    starttls: server(taken, logins, {}),
    tls: server(taken, logins, { secure: true }),
  };
  const ports: Record<string, number> = {};
  for (const [name, smtp] of Object.entries(servers)) ports[name] = await listen(smtp);
  const host = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ mails: taken, logins }));
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  const smtpMailbox = `http://127.0.0.1:${(host.address() as AddressInfo).port}/mail`;
  project.provide("smtp", { ports: ports as Record<keyof typeof servers, number>, mailbox: smtpMailbox });
  return async () => {
    host.close();
    host.closeAllConnections();
    await Promise.all(
      Object.values(servers).map((smtp) => new Promise<void>((resolve) => smtp.close(resolve))),
    );
  };
}

function server(taken: Taken[], logins: { secure: boolean }[], options: SMTPServerOptions): SMTPServer {
  const smtp = new SMTPServer({
    ...options,
    authMethods: ["PLAIN"],
    closeTimeout: 100,
    onAuth(auth, session, callback) {
      logins.push({ secure: session.secure });
      const right = auth.username === USER && auth.password === PASSWORD;
      callback(right ? null : new Error("wrong"), right ? { user: USER } : undefined);
    },
    onRcptTo({ address }, _session, callback) {
      const what = address.split("@")[0];
      if (what === "refuse") callback(Object.assign(new Error("no such user"), { responseCode: 550 }));
      else if (what === "later") callback(Object.assign(new Error("greylisted"), { responseCode: 451 }));
      else if (what !== "hang") callback();
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo.map(({ address }) => address);
        if (to[0]?.startsWith("drop@")) {
          for (const connection of (smtp as unknown as { connections: Set<Connection> }).connections) {
            if (connection.session === session) connection.close();
          }
          return;
        }
        const from = mailFrom === false ? "" : mailFrom.address;
        taken.push({ from, to, raw: Buffer.concat(chunks).toString(), secure: session.secure });
        callback();
      });
    },
  });
  // A client that gives up is part of the tests.
  smtp.on("error", () => undefined);
  return smtp;
}

function listen(smtp: SMTPServer): Promise<number> {
  return new Promise((resolve) => {
    const listener = smtp.listen(0, "127.0.0.1", () => resolve((listener.address() as AddressInfo).port));
  });
}
