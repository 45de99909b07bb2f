import type {
  AllocationAnswer,
  Applied,
  ApplyCreditsOutcome,
  ChargeAnswer,
  ChargePreview,
  ClosePaymentOutcome,
  GroupChargeOutcome,
  GroupChargePreview,
  GroupChargeProgress,
  PaymentAnswer,
  RefundOutcome,
  VoidOutcome,
} from "../../../worker/domains/ledger/outcomes.ts";
import type {
  AllocateInput,
  CreateChargeInput,
  CreateGroupChargeInput,
  DeallocateInput,
  EditChargeInput,
  GiveCreditInput,
  GroupChargeInput,
  ReallocateInput,
  RecordPaymentInput,
  RecordRefundInput,
  VoidInput,
} from "../../../worker/domains/ledger/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api, type WriteOptions } from "../../shared/api.ts";

// Where the ledger answers, in one place.

export const ledgerOptionsPath = "/ledger/options";
export const familyLedgerPath = (familyId: string) => `/ledger/families/${familyId}`;
export const familyMoneyPath = (familyId: string) => `/ledger/families/${familyId}/money`;
export const openItemsPath = (familyId: string) => `/ledger/families/${familyId}/open`;
export const chargePath = (id: string) => `/ledger/charges/${id}`;
export const paymentPath = (id: string) => `/ledger/payments/${id}`;

type Changed = { change: Committed };

export const charges = {
  preview: (input: CreateChargeInput, options?: WriteOptions) =>
    api.post<ChargePreview>("/ledger/charges/preview", input, options),
  create: (input: CreateChargeInput, options?: WriteOptions) =>
    api.post<ChargeAnswer>("/ledger/charges", input, options),
  groupPreview: (input: GroupChargeInput, options?: WriteOptions) =>
    api.post<GroupChargePreview>("/ledger/charges/group/preview", input, options),
  createGroup: (input: CreateGroupChargeInput, options?: WriteOptions) =>
    api.post<GroupChargeOutcome>("/ledger/charges/group", input, options),
  groupProgress: (taskId: string) => api.get<GroupChargeProgress>(`/ledger/charges/group/${taskId}`),
  edit: (id: string, input: EditChargeInput, options?: WriteOptions) =>
    api.patch<Changed>(chargePath(id), input, options),
  void: (id: string, input: VoidInput, options?: WriteOptions) =>
    api.post<VoidOutcome>(`${chargePath(id)}/void`, input, options),
  voidLine: (id: string, lineId: string, input: VoidInput, options?: WriteOptions) =>
    api.post<VoidOutcome>(`${chargePath(id)}/lines/${lineId}/void`, input, options),
  voidAll: (ids: readonly string[], reason: string) =>
    api.post<VoidOutcome>("/ledger/charges/void", { ids, reason }),
};

export const payments = {
  record: (input: RecordPaymentInput, options?: WriteOptions) =>
    api.post<PaymentAnswer>("/ledger/payments", input, options),
  give: (input: GiveCreditInput, options?: WriteOptions) =>
    api.post<PaymentAnswer>("/ledger/credits", input, options),
  void: (id: string, input: VoidInput, options?: WriteOptions) =>
    api.post<ClosePaymentOutcome>(`${paymentPath(id)}/void`, input, options),
  voidCredit: (id: string, input: VoidInput, options?: WriteOptions) =>
    api.post<ClosePaymentOutcome>(`/ledger/credits/${id}/void`, input, options),
  refund: (id: string, input: RecordRefundInput, options?: WriteOptions) =>
    api.post<RefundOutcome>(`${paymentPath(id)}/refunds`, input, options),
  allocate: (id: string, targets: readonly Applied[], options?: WriteOptions) =>
    api.post<AllocationAnswer>(
      `${paymentPath(id)}/allocate`,
      { targets: [...targets] } satisfies AllocateInput,
      options,
    ),
  deallocate: (id: string, targets: readonly Applied[], reason: string, options?: WriteOptions) =>
    api.post<AllocationAnswer>(
      `${paymentPath(id)}/deallocate`,
      { targets: [...targets], reason } satisfies DeallocateInput,
      options,
    ),
  reallocate: (id: string, input: ReallocateInput, options?: WriteOptions) =>
    api.post<AllocationAnswer>(`${paymentPath(id)}/reallocate`, input, options),
  mailReceipt: (id: string) => api.post<Changed & { sentTo: string }>(`/papers/documents/${id}/mail`),
  applyCredits: (familyId: string, options?: WriteOptions) =>
    api.post<ApplyCreditsOutcome>(`${familyLedgerPath(familyId)}/apply-credits`, {}, options),
};
