import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { readable } from "../../shared/readable.ts";
import { showToast } from "../../shared/toasts.ts";
import { offerReRating } from "../ledger/re-rate/offer-re-rating.ts";

/** Whatever shows who is in a class, or how many places it has. */
const touched = [
  "/enrollments",
  "/waitlist",
  "/classes",
  "/calendar",
  "/attendance",
  "/makeups",
  "/re-rating",
  "/ledger",
  "/families",
  "/students",
  "/history",
  "/audit",
  "/welcome",
];

export const refreshPlaces = () => invalidate(...touched);

type Told = {
  title?: string;
  detail?: string;
  /** What the act changes of bills was shown with it; it is not asked about again. */
  isMoneyDecided?: boolean;
};

/** After writes that belong together: one toast, whose undo takes back all of them, the last first. */
export function announcePlaces(changes: readonly (Committed | null)[], told: Told = {}) {
  refreshPlaces();
  const made = changes.filter((change) => change !== null);
  const first = made[0];
  if (!first) return;
  if (!told.isMoneyDecided) void offerReRating(made);
  const undo = async () => {
    try {
      for (const { id } of made.toReversed()) await api.post(`/changes/${id}/undo`);
    } finally {
      refreshPlaces();
    }
  };
  showToast(told.title ?? readable(first.summary), {
    tone: "good",
    detail: told.detail,
    undo: made.every(({ undoUntil }) => undoUntil !== null) ? undo : undefined,
  });
}
