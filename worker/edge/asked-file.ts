import type { Services } from "../services.ts";
import type { RequestReport } from "./request-log.ts";

/** Something of a school's portal beside its pages, as somebody asks for it. */
export interface AskedFile {
  readonly services: Services;
  readonly request: Request;
  readonly accountName: string;
  readonly report: RequestReport;
}
