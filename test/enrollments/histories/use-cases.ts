// The real use-cases as one bundle, so that a test can run a history over changed ones instead.
import { deleteEnrollment } from "../../../worker/domains/enrollments/delete-enrollment.ts";
import { dropEnrollment } from "../../../worker/domains/enrollments/drop-enrollment.ts";
import { editEnrollment } from "../../../worker/domains/enrollments/edit-enrollment.ts";
import { enroll } from "../../../worker/domains/enrollments/enroll.ts";
import { placeHold } from "../../../worker/domains/enrollments/place-hold.ts";
import { transferEnrollments } from "../../../worker/domains/enrollments/transfer-enrollments.ts";
import { bookMakeup } from "../../../worker/domains/makeups/book-makeup.ts";
import { cancelMakeup } from "../../../worker/domains/makeups/cancel-makeup.ts";
import { grantTokens } from "../../../worker/domains/makeups/grant-tokens.ts";
import { acceptOffer } from "../../../worker/domains/waitlist/accept-offer.ts";
import { declineOffer } from "../../../worker/domains/waitlist/decline-offer.ts";
import { joinWaitlist } from "../../../worker/domains/waitlist/join-waitlist.ts";
import { moveWait } from "../../../worker/domains/waitlist/move-wait.ts";
import { offerPlace } from "../../../worker/domains/waitlist/offer-place.ts";
import { requeueWait } from "../../../worker/domains/waitlist/requeue-wait.ts";
import { serveWaitlist } from "../../../worker/domains/waitlist/serve-waitlist.ts";
import { skipWait } from "../../../worker/domains/waitlist/skip-wait.ts";
import { undoChange } from "../../../worker/kernel/undo.ts";

export const useCases = {
  acceptOffer,
  bookMakeup,
  cancelMakeup,
  declineOffer,
  deleteEnrollment,
  dropEnrollment,
  editEnrollment,
  enroll,
  grantTokens,
  joinWaitlist,
  moveWait,
  offerPlace,
  placeHold,
  requeueWait,
  serveWaitlist,
  skipWait,
  transferEnrollments,
  undoChange,
};
export type UseCases = typeof useCases;
