import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, onCleanup, Show } from "solid-js";
import type { AcceptOwnAnswer, OwnOffer } from "../../../worker/domains/waitlist/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { refreshMe } from "../session.ts";
import { actWords } from "../words/enrollment-acts.ts";
import { told } from "../words/told.ts";
import { LeavingQueue } from "./leaving-queue.tsx";
import { AccountPage, Answer, InTheWay, longDay, MoneyLines } from "./parts.tsx";

const TICK_MS = 20_000;
const MINUTE_MS = 60_000;

/** A place that is kept for a child: how long, what it means, yes or no. */
export default function OfferPage() {
  const words = actWords;
  const params = useParams<{ rest?: string }>();
  const id = () => (params.rest ?? "").split("/")[0] ?? "";
  const offer = createQuery<OwnOffer>(() => (id() ? `/waitlist/${id()}` : undefined));
  const title = () => {
    const data = offer.data();
    return data ? words().offerTitle(data.studentName, data.className) : words().offer;
  };
  return (
    <AccountPage title={title()}>
      <Answer query={offer} label={words().loading}>
        {(data) => (
          <Show
            when={data().state === "offered"}
            fallback={<Notice tone="plain">{words().offerGone}</Notice>}
          >
            <Decide offer={data()} onChange={offer.refetch} />
          </Show>
        )}
      </Answer>
    </AccountPage>
  );
}

function Decide(props: { offer: OwnOffer; onChange: () => void }) {
  const words = actWords;
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal<"accept" | "leave">();
  const [isLeaving, setLeaving] = createSignal(false);
  // The server's clock decides; the browser's only measures what has passed since.
  const seenAt = Date.now() - props.offer.now;
  const [now, setNow] = createSignal(props.offer.now);
  const timer = setInterval(() => setNow(Date.now() - seenAt), TICK_MS);
  onCleanup(() => clearInterval(timer));
  const left = () => {
    const minutes = Math.max(0, Math.floor(((props.offer.expiresAt ?? 0) - now()) / MINUTE_MS));
    return words().hours(Math.floor(minutes / 60), minutes % 60);
  };
  async function answer(kind: "accept" | "leave") {
    if (busy()) return;
    setBusy(kind);
    const { id, version, className, money } = props.offer;
    const { chargeMinor, creditMinor } = money;
    const feesMinor = props.offer.fees.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    try {
      if (kind === "leave") {
        await api.post(`/waitlist/${id}/leave`, { version });
        showToast(words().declined);
      } else {
        const body = { version, expected: { chargeMinor, creditMinor, feesMinor } };
        const done = await api.post<AcceptOwnAnswer>(`/waitlist/${id}/accept`, body);
        if (done.outcome !== "enrolled") {
          const why = done.outcome === "refused" ? done.obstacles.map(told) : [words().placeGone];
          showToast(`${why.join(". ")}.`, { tone: "bad", durationMs: 12_000 });
          return props.onChange();
        }
        const detail = done.chargeMinor > 0 ? { detail: words().payNow } : {};
        showToast(words().accepted(className), { tone: "good", ...detail });
      }
      void refreshMe();
      navigate("/account");
    } catch (cause) {
      showProblem(cause, words().failed);
      props.onChange();
    } finally {
      setBusy(undefined);
    }
  }
  return (
    <>
      <p class="font-medium" aria-live="polite">
        {words().offerLead(left())}
      </p>
      <p class="text-ink-2">{words().startsOn(longDay(props.offer.startsOn))}</p>
      <InTheWay obstacles={props.offer.obstacles} />
      <MoneyLines money={props.offer.money} fees={props.offer.fees} />
      <div class="flex flex-wrap gap-2.5">
        <Button
          variant="primary"
          size="large"
          class="max-sm:w-full"
          busy={busy() === "accept"}
          disabled={props.offer.obstacles.length > 0}
          onClick={() => void answer("accept")}
        >
          {words().accept}
        </Button>
        <Button size="large" class="max-sm:w-full" busy={busy() === "leave"} onClick={() => setLeaving(true)}>
          {words().decline}
        </Button>
      </div>
      <Show when={isLeaving()}>
        <LeavingQueue
          className={props.offer.className}
          isOffered
          busy={busy() === "leave"}
          onClose={() => setLeaving(false)}
          onLeave={() => void answer("leave").finally(() => setLeaving(false))}
        />
      </Show>
    </>
  );
}
