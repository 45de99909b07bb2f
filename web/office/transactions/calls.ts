import type {
  ApproveInput,
  RunInput,
  RunRowsFilter,
  TickInput,
} from "../../../worker/domains/billing-runs/schemas.ts";
import type { ApproveOutcome, RunDetail, RunStarted } from "../../../worker/domains/billing-runs/shapes.ts";
import { api, type WriteOptions } from "../../shared/api.ts";
import { withParams } from "../../shared/url-state.ts";

// Where the transactions answer, in one place.

export const runsPath = "/transactions";
export const upcomingPath = "/billing-automations/upcoming";
export const runOptionsPath = "/transactions/options";
export const runPath = (id: string) => `/transactions/${id}`;
export const runRowsPath = (id: string, filter: Partial<RunRowsFilter>) =>
  withParams(`/transactions/${id}/rows`, filter);

export const transactions = {
  create: (input: RunInput, options?: WriteOptions) => api.post<RunStarted>(runsPath, input, options),
  tick: (id: string, input: TickInput) => api.post<RunDetail>(`${runPath(id)}/tick`, input),
  approve: (id: string, input: ApproveInput, options?: WriteOptions) =>
    api.post<ApproveOutcome>(`${runPath(id)}/approve`, input, options),
  cancel: (id: string, version: number) => api.post(`${runPath(id)}/cancel`, { version }),
  undo: (id: string, version: number) => api.post<RunStarted>(`${runPath(id)}/undo`, { version }),
};
