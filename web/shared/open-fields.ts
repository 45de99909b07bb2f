import type { Fields, FieldsMessage, PayerAction } from "../../worker/domains/payments/shapes.ts";
import type { FieldsTask, FieldsWord } from "./payment-fields.ts";
import { place } from "./session.ts";

const watchMs = 400;
/** How long the page of a script may take until it speaks. */
const openingMs = 30_000;

/** Who enters something, when it is known: fields that ask for it are filled in. */
type Payer = { name: string | null; email: string | null };

/** The processor's own fields in a window of their own: what is typed there never comes through this one. */
export type FieldsWindow = {
  /** Shows them for a setup or payment; answers whether the payer finished, as far as one can know. */
  show: (fields: Fields | PayerAction, id: string, payer?: Payer) => Promise<boolean>;
  close: () => void;
};

/** Must be called by the press itself, or browsers keep the window shut; undefined when one does. */
export function openFieldsWindow(): FieldsWindow | undefined {
  const opened = window.open("about:blank", "chalkline-fields", "popup,width=480,height=720");
  if (!opened) return undefined;
  return {
    close: () => opened.close(),
    show: (fields, id, payer) =>
      fields.kind === "page"
        ? showPage(opened, fields.url, id)
        : showScript(opened, `chalkline-fields-${id}`, taskOf(fields, payer)),
  };
}

function taskOf(
  fields: (Fields | PayerAction) & { kind: "elements" },
  payer?: Payer,
): FieldsTask | undefined {
  const { scriptUrl, publishableKey, clientSecret } = fields;
  if (clientSecret === null) return undefined;
  const common = { scriptUrl, publishableKey, clientSecret, schoolName: place()?.displayName ?? "" };
  return payer
    ? { ...common, kind: "setup", payerName: payer.name, payerEmail: payer.email }
    : { ...common, kind: "action" };
}

/** A page of the processor that tells its opener what came of it. */
function showPage(opened: Window, url: string, id: string): Promise<boolean> {
  opened.location.href = url;
  return new Promise((resolve) => {
    const end = (isDone: boolean) => {
      window.clearInterval(timer);
      window.removeEventListener("message", hear);
      resolve(isDone);
    };
    const hear = (event: MessageEvent<Partial<FieldsMessage> | null>) => {
      const { data } = event;
      if (event.origin !== location.origin || data?.source !== "chalkline-fields" || data.id !== id) return;
      end(data.token !== null);
    };
    // A window that was closed says nothing; whether it was finished is then for the server to find out.
    const timer = window.setInterval(() => opened.closed && end(true), watchMs);
    window.addEventListener("message", hear);
  });
}

/**
 * Our own page with the processor's script in it. Its security headers part it from this window, so they speak over a
 * channel, and it holds a lock as long as it lives: whoever is given that lock knows that it is gone.
 */
function showScript(opened: Window, name: string, task: FieldsTask | undefined): Promise<boolean> {
  opened.location.href = `/payment-fields#${name}`;
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(name);
    const over = new AbortController();
    const end = (isDone: boolean) => {
      window.clearTimeout(timer);
      over.abort();
      channel.close();
      resolve(isDone);
    };
    const timer = window.setTimeout(() => end(true), openingMs);
    channel.onmessage = ({ data }: MessageEvent<FieldsWord>) => {
      if (data !== "here") return end(data === "done");
      window.clearTimeout(timer);
      channel.postMessage(task);
      const { signal } = over;
      navigator.locks.request(name, { signal }, () => end(true)).catch(() => {});
    };
  });
}
