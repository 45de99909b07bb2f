import type {
  DropAllInput,
  DropInput,
  EditInput,
  EnrollGroupInput,
  EnrollInput,
  HoldInput,
  PreviewInput,
  TransferInput,
  TransferPreviewInput,
} from "../../../worker/domains/enrollments/schemas.ts";
import type {
  EditOutcome,
  EnrollGroupOutcome,
  EnrollOutcome,
  EnrollPreview,
  HoldOutcome,
} from "../../../worker/domains/enrollments/shapes.ts";
import type {
  TransferOutcome,
  TransferPreview,
} from "../../../worker/domains/enrollments/transfer-shapes.ts";
import type {
  AcceptInput,
  DeclineInput,
  EditWaitInput,
  JoinInput,
  MoveInput,
  SkipInput,
} from "../../../worker/domains/waitlist/schemas.ts";
import type {
  AcceptOutcome,
  JoinOutcome,
  OfferOutcome,
  WaitChanged,
} from "../../../worker/domains/waitlist/shapes.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api, type WriteOptions } from "../../shared/api.ts";

// Where the enrollments room and the waitlist answer, in one place.

export const optionsPath = "/enrollments/options";
/** The lists of the classes room. */
export const classOptionsPath = "/class-options";
export const classRosterPath = (classId: string) => `/enrollments/class/${classId}`;
export const enrollmentPath = (id: string) => `/enrollments/${id}`;
export const studentEnrollmentsPath = (studentId: string) => `/enrollments/student/${studentId}`;

type Changed = { change: Committed | null };

export const enrollments = {
  preview: (input: PreviewInput, options?: WriteOptions) =>
    api.post<EnrollPreview>("/enrollments/preview", input, options),
  enroll: (input: EnrollInput, options?: WriteOptions) =>
    api.post<EnrollOutcome>("/enrollments", input, options),
  enrollGroup: (input: EnrollGroupInput, options?: WriteOptions) =>
    api.post<EnrollGroupOutcome>("/enrollments/group", input, options),
  hold: (input: HoldInput, options?: WriteOptions) =>
    api.post<HoldOutcome>("/enrollments/holds", input, options),
  keepHold: (holdId: string) => api.post<{ expiresAt: number }>(`/enrollments/holds/${holdId}/refresh`),
  release: (holdId: string) => api.post(`/enrollments/holds/${holdId}/release`),
  edit: (id: string, input: EditInput, options?: WriteOptions) =>
    api.patch<EditOutcome>(`/enrollments/${id}`, input, options),
  drop: (id: string, input: DropInput, options?: WriteOptions) =>
    api.post<Changed>(`/enrollments/${id}/drop`, input, options),
  dropAll: (input: DropAllInput, options?: WriteOptions) =>
    api.post<Changed>("/enrollments/drop-all", input, options),
  remove: (id: string, version: number, options?: WriteOptions) =>
    api.delete<Changed>(`/enrollments/${id}`, { version }, options),
  transferPreview: (input: TransferPreviewInput, options?: WriteOptions) =>
    api.post<TransferPreview>("/enrollments/transfer-preview", input, options),
  transfer: (input: TransferInput, options?: WriteOptions) =>
    api.post<TransferOutcome>("/enrollments/transfer", input, options),
};

export const waitlist = {
  join: (input: JoinInput, options?: WriteOptions) => api.post<JoinOutcome>("/waitlist", input, options),
  edit: (id: string, input: EditWaitInput) => api.patch<WaitChanged>(`/waitlist/${id}`, input),
  move: (id: string, input: MoveInput, options?: WriteOptions) =>
    api.post<WaitChanged>(`/waitlist/${id}/move`, input, options),
  offer: (id: string, version: number) => api.post<OfferOutcome>(`/waitlist/${id}/offer`, { version }),
  accept: (id: string, input: AcceptInput) => api.post<AcceptOutcome>(`/waitlist/${id}/accept`, input),
  decline: (id: string, input: DeclineInput, options?: WriteOptions) =>
    api.post<WaitChanged>(`/waitlist/${id}/decline`, input, options),
  passOver: (id: string, input: SkipInput, options?: WriteOptions) =>
    api.post<WaitChanged>(`/waitlist/${id}/skip`, input, options),
  requeue: (id: string, version: number) => api.post<WaitChanged>(`/waitlist/${id}/requeue`, { version }),
};
