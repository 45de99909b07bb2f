import { ORIGIN, type TestHouse } from "./house.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the door answers.
  readonly body: any;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One browser at one portal of a school: keeps cookies and sends what our pages send. */
export class PortalClient {
  readonly cookies: Map<string, string>;
  readonly #house: TestHouse;
  readonly #api: string;
  readonly #pages: string;

  constructor(house: TestHouse, api: string, pages: string, cookies: Map<string, string>) {
    this.#house = house;
    this.#api = api;
    this.#pages = pages;
    this.cookies = cookies;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("GET", path, undefined, headers);
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send("POST", path, body, headers);
  }

  delete(path: string): Promise<Answer> {
    return this.send("DELETE", path, {});
  }

  /** A string or bytes go as they are, anything else as JSON. */
  async send(
    method: Method,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const ours: Record<string, string> =
      method === "GET"
        ? {}
        : { origin: ORIGIN, "x-requested-by": "chalkline", "content-type": "application/json" };
    return this.raw(`${this.#api}${path}`, {
      method,
      headers: { "cf-connecting-ip": "203.0.113.7", ...ours, ...headers },
      ...(body === undefined ? {} : { body: encode(body) }),
    });
  }

  /** A navigation to a page of the portal. */
  page(path: string): Promise<Answer> {
    return this.raw(`${this.#pages}${path}`, { headers: { accept: "text/html" } });
  }

  async raw(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookie !== "") headers.set("cookie", cookie);
    const response = await this.#house.fetch(path, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = new TextDecoder().decode(await response.arrayBuffer());
    const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? JSON.parse(text) : null,
    };
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(/;\s*/);
    const [name = "", value = ""] = pair.split("=");
    if (attributes.some((attribute) => /^max-age=0$/i.test(attribute))) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export class OfficeClient extends PortalClient {
  constructor(house: TestHouse, account: string, cookies = new Map<string, string>()) {
    super(house, `/api/office/${account}`, `/a/${account}`, cookies);
  }
}

export class FamilyClient extends PortalClient {
  constructor(house: TestHouse, account: string, cookies = new Map<string, string>()) {
    super(house, `/api/family/${account}`, `/portal/${account}`, cookies);
  }
}

function encode(body: unknown): BodyInit {
  return typeof body === "string" || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body);
}
