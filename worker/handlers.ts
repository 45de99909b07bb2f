import { newId } from "../tenant-schema/ids.ts";
import { route } from "./app.ts";
import { isExpected, problemResponse, toProblem } from "./edge/problem.ts";
import { logRequest, logUnexpected, type RequestReport, serverTiming } from "./edge/request-log.ts";
import { secured } from "./edge/security-headers.ts";
import { buildHouse, type House, type HouseOptions, type Services, servicesFor } from "./services.ts";

type Wait = Pick<ExecutionContext, "waitUntil">;

export interface Handlers {
  fetch(request: Request, bindings: object, execution: Wait): Promise<Response>;
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
  return {
    house,
    async fetch(request, bindings, execution) {
      const report: RequestReport = {
        requestId: newId("request"),
        startedAtMs: performance.now(),
        accountId: null,
        actorId: null,
        meter: null,
      };
      const waitUntil = (work: Promise<unknown>) => execution.waitUntil(work);
      let response: Response;
      try {
        response = await rooms(servicesFor(house(bindings), waitUntil), request, report);
      } catch (error) {
        if (!isExpected(error)) logUnexpected(report.requestId, error);
        response = problemResponse(toProblem(error, report.requestId));
      }
      const answer = secured(response, report.requestId);
      const timing = serverTiming(report);
      if (timing) answer.headers.set("server-timing", timing);
      logRequest(report, request, answer);
      return answer;
    },
  };
}
