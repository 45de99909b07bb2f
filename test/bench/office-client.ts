import type { Me } from "../../worker/domains/staff-sessions/schemas.ts";
import { bodyOf, TABLE_TYPE } from "../../worker/kernel/table.ts";
import type { Demo } from "../../worker/local/node/welcome.ts";

/** What an answer cost, as its Server-Timing says. */
export interface Cost {
  readonly trips: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

export interface Answer<T> extends Cost {
  readonly ms: number;
  readonly body: T;
}

/** An owner's session at the office door of one account, over one kept connection like a browser's. */
export class OfficeClient {
  readonly account: Me["account"];
  readonly cookie: string;
  readonly #origin: string;

  private constructor(origin: string, account: Me["account"], cookie: string) {
    this.#origin = origin;
    this.account = account;
    this.cookie = cookie;
  }

  static async signIn(origin: string, account: string, demo: Demo): Promise<OfficeClient> {
    const response = await fetch(`${origin}/api/office/${account}/session`, {
      method: "POST",
      headers: { ...fromOurPage(origin), "content-type": "application/json" },
      body: JSON.stringify({ login: `owner@${account}.example`, password: demo.password }),
    });
    if (!response.ok)
      throw new Error(`Signing in to ${account}: ${response.status} ${await response.text()}`);
    const { me } = (await response.json()) as { me: Me };
    const cookie = response.headers.getSetCookie().map((text) => text.split(";")[0]);
    return new OfficeClient(origin, me.account, cookie.join("; "));
  }

  /** The same session by another way to the same Worker, to read with. */
  by(origin: string): OfficeClient {
    return new OfficeClient(origin, this.account, this.cookie);
  }

  /** The route that benchmarks are measured against. */
  empty(): Promise<Answer<unknown>> {
    return this.#timed(() =>
      fetch(`${this.#origin}/local/empty/${this.account.urlName}`, { headers: { cookie: this.cookie } }),
    );
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.#timed(() => this.#send("GET", path));
  }

  post<T>(path: string, body: unknown, idempotencyKey?: string): Promise<Answer<T>> {
    const key = idempotencyKey ? { "idempotency-key": idempotencyKey } : undefined;
    return this.#timed(() => this.#send("POST", path, JSON.stringify(body), key));
  }

  put<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.#timed(() => this.#send("PUT", path, JSON.stringify(body)));
  }

  /** A file as it arrives, without keeping it. */
  async download(path: string): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#send("GET", path);
    if (!response.ok || !response.body) throw new Error(`${response.url}: ${response.status}`);
    return response.body;
  }

  /** Uploads one file as a form does. */
  upload<T>(path: string, name: string, content: string): Promise<Answer<T>> {
    const form = new FormData();
    form.set("files", new Blob([content], { type: "text/csv" }), name);
    return this.#timed(() => fetch(this.#url(path), { method: "POST", headers: this.#own(), body: form }));
  }

  #send(method: string, path: string, body?: string, more?: Record<string, string>): Promise<Response> {
    const type = body === undefined ? undefined : { "content-type": "application/json" };
    const headers = { accept: `${TABLE_TYPE}, application/json`, ...this.#own(), ...type, ...more };
    return fetch(this.#url(path), { method, headers, body: body ?? null });
  }

  #url(path: string): string {
    return `${this.#origin}/api/office/${this.account.urlName}${path}`;
  }

  #own(): Record<string, string> {
    return { cookie: this.cookie, ...fromOurPage(this.#origin) };
  }

  async #timed<T>(send: () => Promise<Response>): Promise<Answer<T>> {
    const startedAt = performance.now();
    const response = await send();
    const text = await response.text();
    const ms = performance.now() - startedAt;
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text}`);
    return { ms, ...costOf(response), body: contentOf(response, text) as T };
  }
}

function contentOf({ headers }: Response, text: string): unknown {
  return text === "" ? null : bodyOf(headers.get("content-type"), JSON.parse(text));
}

/** What tells the Worker that a write comes from a page of its own. */
function fromOurPage(origin: string): Record<string, string> {
  return { origin, "x-requested-by": "chalkline" };
}

function costOf(response: Response): Cost {
  const timing = response.headers.get("server-timing") ?? "";
  const found = /trips=(\d+) read=(\d+) written=(\d+)/.exec(timing);
  if (!found) throw new Error(`${response.url} does not say what it cost`);
  return { trips: Number(found[1]), rowsRead: Number(found[2]), rowsWritten: Number(found[3]) };
}
