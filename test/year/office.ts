import { addDays, type IsoDate } from "../../tenant-schema/dates.ts";
import { paymentsRoom } from "../../worker/local/payments/payments-room.ts";
import { advance } from "../../worker/providers/payments/sandbox/advance.ts";
import { type Answer, type Method, OfficeClient } from "../harness/client.ts";
import { ORIGIN, type TestHouse, testHouse } from "../harness/house.ts";
import { memoryBucket } from "../harness/memory-bucket.ts";
import { addPerson, PASSWORD } from "../harness/staff.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";
import { typed } from "../payments/till.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** After it no draft is under way any more; of the days until the next act only the last one has its cron. */
const LAST_EVENTFUL = "16";

/** A school's office over a year: its clock, who sits at the desk, and what goes on in the background. */
export class Office {
  readonly tenant: TestTenant;
  readonly house: TestHouse;
  today: IsoDate;
  #client: OfficeClient;

  private constructor(tenant: TestTenant, house: TestHouse, today: IsoDate) {
    this.tenant = tenant;
    this.house = house;
    this.today = today;
    this.#client = new OfficeClient(house, tenant.account.urlName);
  }

  static async open(engine: "d1" | "libsql", today: IsoDate): Promise<Office> {
    const office = new Office(
      await openTestTenant({ engine }),
      testHouse({ nowMs: atHour(today, 18), sandboxFiles: memoryBucket() }),
      today,
    );
    await office.#logIn();
    return office;
  }

  /** Somebody new sits at the desk every day: nobody logs in so often that it is refused. */
  async #logIn(): Promise<void> {
    const person = await addPerson(this.tenant, { admin: "full", office: "full" }, this.house.clock.nowMs);
    this.#client = new OfficeClient(this.house, this.tenant.account.urlName);
    await this.post("/session", { login: person.username, password: PASSWORD });
  }

  /** Lets the days go by, each with its cron late in the day and with what happens at the processor; then it is noon. */
  async goTo(day: IsoDate): Promise<void> {
    for (; this.today < day; this.today = addDays(this.today, 1)) {
      if (this.today.slice(8) <= LAST_EVENTFUL || addDays(this.today, 1) === day) await this.#endDay();
    }
    this.#setClock(atHour(day, 18));
    await this.#logIn();
  }

  /** A little later every day of a month, so that what waits for so many days is due when its day ends. */
  async #endDay(): Promise<void> {
    this.#setClock(atHour(this.today, 23) + Number(this.today.slice(8)) * MINUTE_MS);
    const { handlers, bindings, sandbox } = this.house;
    await handlers.scheduled(bindings, { waitUntil: () => {} });
    await this.house.drain();
    if ((await advance(sandbox)) > 0) await this.house.drain();
  }

  #setClock(nowMs: number): void {
    const { clock } = this.house;
    if (clock.nowMs > nowMs) throw new Error(`The clock went past ${this.today}`);
    clock.nowMs = nowMs;
  }

  get<T>(path: string): Promise<T> {
    return this.#ask("GET", path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#ask("POST", path, body);
  }

  text(path: string): Promise<string> {
    return this.#answer("GET", path).then(({ text }) => text);
  }

  async #ask<T>(method: Method, path: string, body?: unknown): Promise<T> {
    return (await this.#answer(method, path, body)).body as T;
  }

  async #answer(method: Method, path: string, body?: unknown): Promise<Answer> {
    // A moment goes by with every request, so that what is written has an order.
    this.house.clock.nowMs += 10;
    const answer = await this.#client.send(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer;
  }

  /** Sends a file as a browser sends a form. */
  async upload<T>(path: string, name: string, text: string): Promise<T> {
    const data = new FormData();
    data.append("files", new File([text], name, { type: "text/csv" }));
    const form = new Response(data);
    const type = form.headers.get("content-type")!;
    const bytes = new Uint8Array(await form.arrayBuffer());
    const answer = await this.#client.send("POST", path, bytes, { "content-type": type });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body as T;
  }

  /** Types a test card or account into the processor's own page, as a family does. */
  async typeInto(url: string, scenario: string): Promise<void> {
    const { agrees: _, ...fields } = typed(scenario);
    const body = new URLSearchParams({ ...fields, agrees: "on" }).toString();
    const request = new Request(new URL(url, ORIGIN), { method: "POST", body });
    const answer = await paymentsRoom(request, this.house.sandbox);
    if (!answer.ok) throw new Error(`${scenario}: ${await answer.text()}`);
  }

  /** Whatever waits in the queue is done. */
  async settle(): Promise<void> {
    await this.house.drain();
  }
}

/** An hour of universal time: 18 is noon at the school, or one o'clock. */
function atHour(day: IsoDate, hour: number): number {
  return Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS;
}
