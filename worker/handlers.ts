import { newId } from "../tenant-schema/ids.ts";
import { route } from "./app.ts";
import { isExpected, problemResponse, toProblem } from "./edge/problem.ts";
import { logRequest, logUnexpected, type RequestReport, serverTiming } from "./edge/request-log.ts";
import { secured } from "./edge/security-headers.ts";
import { resumeOnboardings } from "./enterprise/onboarding/resume-onboardings.ts";
import { consume } from "./jobs/consumer.ts";
import { consumeDeadLetters } from "./jobs/dead-letters.ts";
import { finishClosings } from "./jobs/finish-closings.ts";
import { lookAfterEnterprises } from "./jobs/look-after-enterprises.ts";
import { schedule } from "./jobs/schedule.ts";
import { scheduleSyncs } from "./jobs/schedule-syncs.ts";
import { buildHouse, type House, type HouseOptions, type Services, servicesFor } from "./services.ts";

const DEAD_LETTERS = "chalkline-dead-letters";

type Wait = Pick<ExecutionContext, "waitUntil">;

export interface Handlers {
  fetch(request: Request, bindings: object, execution: Wait): Promise<Response>;
  queue(batch: MessageBatch, bindings: object, execution: Wait): Promise<void>;
  scheduled(bindings: object, execution: Wait): Promise<void>;
  /** The house behind the handlers, for the local entry and for tests. */
  house(bindings: object): House;
}

type Route = (services: Services, request: Request, report: RequestReport) => Promise<Response>;

/** The Worker's handlers over one house, which is built at the first call and kept for the isolate's life. */
export function createHandlers(options: HouseOptions, rooms: Route = route): Handlers {
  let built: { readonly bindings: object; readonly house: House } | undefined;
  const house = (bindings: object): House => {
    if (built?.bindings !== bindings) built = { bindings, house: buildHouse(bindings, options) };
    return built.house;
  };
  const services = (bindings: object, execution: Wait): Services =>
    servicesFor(house(bindings), (work) => execution.waitUntil(work));
  return {
    house,
    async queue(batch, bindings, execution) {
      const work = batch.queue === DEAD_LETTERS ? consumeDeadLetters : consume;
      await work(services(bindings, execution), batch);
    },
    async scheduled(bindings, execution) {
      const at = services(bindings, execution);
      await Promise.all([
        schedule(at),
        scheduleSyncs(at),
        resumeOnboardings(at),
        finishClosings(at),
        lookAfterEnterprises(at),
      ]);
    },
    async fetch(request, bindings, execution) {
      const report: RequestReport = {
        requestId: newId("request"),
        startedAtMs: performance.now(),
        accountId: null,
        actorId: null,
        meter: null,
      };
      let response: Response;
      try {
        response = await rooms(services(bindings, execution), request, report);
      } catch (error) {
        if (!isExpected(error)) logUnexpected(report.requestId, error);
        response = problemResponse(toProblem(error, report.requestId));
      }
      const answer = secured(response, report.requestId, new URL(request.url).pathname);
      const timing = serverTiming(report);
      if (timing) answer.headers.set("server-timing", timing);
      logRequest(report, request, answer);
      return answer;
    },
  };
}
