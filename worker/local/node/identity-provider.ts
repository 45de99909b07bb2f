import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair } from "jose";
import Provider, { type Configuration, interactionPolicy } from "oidc-provider";
import { type DemoPerson, peoplePage } from "./identity-page.ts";

const CLIENTS = ["google", "microsoft"] as const;
const CLIENT_SECRET = "chalkline-local-identity";
/** As long as those of Google and Microsoft are good. */
const TOKEN_SECONDS = 3_600;
const DAY_SECONDS = 86_400;

export interface LocalIdentity {
  readonly origin: string;
  /** What the Worker is configured with, by the name of its variable. */
  readonly variables: Readonly<Record<"IDENTITY_GOOGLE" | "IDENTITY_MICROSOFT", string>>;
  stop(): Promise<void>;
}

export interface IdentityOptions {
  /** 0 is any free one. */
  readonly port: number;
  /** Where browsers see the Worker. */
  readonly publicOrigin: string;
  readonly people: readonly DemoPerson[];
}

/** A real OpenID provider for this machine: it stands for Google and for Microsoft, and signs in whom one points at. */
export async function startIdentityProvider(options: IdentityOptions): Promise<LocalIdentity> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "localhost", resolve);
  });
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(origin, await configurationOf(options));
  const answer = provider.callback();
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const work = request.url?.startsWith("/interaction/")
      ? interact(provider, options.people, request, response)
      : answer(request, response);
    Promise.resolve(work).catch((error: unknown) => {
      response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  });
  return {
    origin,
    variables: {
      IDENTITY_GOOGLE: variableOf("google", origin),
      IDENTITY_MICROSOFT: variableOf("microsoft", origin),
    },
    stop: () => stopped(server),
  };
}

function variableOf(client: (typeof CLIENTS)[number], origin: string): string {
  return JSON.stringify({
    clientId: `chalkline-${client}`,
    clientSecret: CLIENT_SECRET,
    issuer: origin,
    authorization: `${origin}/auth`,
    token: `${origin}/token`,
    jwks: `${origin}/jwks`,
  });
}

async function configurationOf({ publicOrigin, people }: IdentityOptions): Promise<Configuration> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(privateKey)), use: "sig", alg: "RS256" };
  const seconds = Object.fromEntries(
    ["AccessToken", "Grant", "IdToken"].map((kind) => [kind, TOKEN_SECONDS]),
  );
  return {
    clients: CLIENTS.map((client) => ({
      client_id: `chalkline-${client}`,
      client_secret: CLIENT_SECRET,
      redirect_uris: [`${publicOrigin}/enterprise/sign-in/callback/${client}`],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
    })),
    jwks: { keys: [key] },
    cookies: { keys: [crypto.randomUUID()] },
    claims: { openid: ["sub", "tid"], profile: ["name"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    ttl: {
      ...seconds,
      Session: 60,
      Interaction: TOKEN_SECONDS,
      RefreshToken: DAY_SECONDS,
      Grant: DAY_SECONDS,
    },
    findAccount: (_context, id) => {
      const person = people.find(({ subject }) => subject === id);
      if (!person) return undefined;
      const { subject, name, email, tenantId } = person;
      const claims = {
        sub: subject,
        name,
        email,
        email_verified: true,
        ...(tenantId ? { tid: tenantId } : {}),
      };
      return { accountId: id, claims: () => claims };
    },
    // Nobody here has to agree that this machine may know who they are.
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({
        clientId: client?.clientId as string,
        accountId: session?.accountId as string,
      });
      grant.addOIDCScope("openid profile email offline_access");
      await grant.save();
      return grant;
    },
    interactions: { policy: policy(), url: (_context, interaction) => `/interaction/${interaction.uid}` },
  };
}

/** Google and Microsoft know `prompt=select_account`, so this one does. */
function policy(): interactionPolicy.DefaultPolicy {
  const prompts = interactionPolicy.base();
  prompts.add(new interactionPolicy.Prompt({ name: "select_account", requestable: true }), 0);
  return prompts;
}

/** Shows the people to choose from, and takes the choice: `GET` and `POST /interaction/<uid>`. */
async function interact(
  provider: Provider,
  people: readonly DemoPerson[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    const client = String(details.params.client_id).replace("chalkline-", "");
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    response.end(peoplePage(client, people));
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const subject = new URLSearchParams(Buffer.concat(chunks).toString()).get("subject");
  const result = subject
    ? { login: { accountId: subject }, select_account: {} }
    : { error: "access_denied", error_description: "Cancelled" };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function stopped(server: Server): Promise<void> {
  const end = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return end;
}
