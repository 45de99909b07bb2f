import type {
  AutopayInput,
  ConnectProcessorInput,
  PayNowInput,
  RefundThroughInput,
} from "../../../worker/domains/payments/schemas.ts";
import type {
  ConnectOutcome,
  FinishMethodOutcome,
  MethodBegun,
  PayOutcome,
  ProcessorSettings,
  RefundThroughOutcome,
} from "../../../worker/domains/payments/shapes.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api, type WriteOptions } from "../../shared/api.ts";

// Where kept methods and payments through the processor answer, in one place.

export const familyMethodsPath = (familyId: string) => `/payments/families/${familyId}/methods`;
export const processorPath = "/payments/processor";

type Changed = { change: Committed };
const methodPath = (id: string) => `/payments/methods/${id}`;

export const methods = {
  begin: (familyId: string) => api.post<MethodBegun>("/payments/methods/begin", { familyId }),
  finish: (setupId: string) => api.post<FinishMethodOutcome>(`/payments/methods/setups/${setupId}/finish`),
  setPrimary: (id: string, version: number) => api.post<Changed>(`${methodPath(id)}/primary`, { version }),
  setAutopay: (id: string, input: AutopayInput) => api.post<Changed>(`${methodPath(id)}/autopay`, input),
  remove: (id: string, version: number) => api.post<Changed>(`${methodPath(id)}/remove`, { version }),
};

export const cards = {
  pay: (input: PayNowInput, options?: WriteOptions) => api.post<PayOutcome>("/payments/pay", input, options),
  check: (attemptId: string) => api.post<PayOutcome>(`/payments/attempts/${attemptId}/check`),
  giveUp: (attemptId: string) => api.post<PayOutcome>(`/payments/attempts/${attemptId}/give-up`),
  refund: (paymentId: string, input: RefundThroughInput, options?: WriteOptions) =>
    api.post<RefundThroughOutcome>(`/payments/${paymentId}/refund`, input, options),
};

export const processors = {
  connect: (input: ConnectProcessorInput, options?: WriteOptions) =>
    api.post<ConnectOutcome>(processorPath, input, options),
  disconnect: () => api.delete<ProcessorSettings>(processorPath),
};
