import type { FieldsMessage } from "../../../worker/domains/payments/shapes.ts";

const watchMs = 400;

/** The processor's own page in a window of its own: what is typed there never comes through this one. */
export type FieldsWindow = {
  /** Shows the page; answers whether the payer finished it. */
  show: (url: string, id: string) => Promise<boolean>;
  close: () => void;
};

/** Must be called by the press itself, or browsers keep the window shut; undefined when one does. */
export function openFieldsWindow(): FieldsWindow | undefined {
  const opened = window.open("about:blank", "chalkline-fields", "popup,width=480,height=720");
  if (!opened) return undefined;
  return {
    close: () => opened.close(),
    show(url, id) {
      opened.location.href = url;
      return new Promise((resolve) => {
        const end = (isDone: boolean) => {
          window.clearInterval(timer);
          window.removeEventListener("message", hear);
          resolve(isDone);
        };
        const hear = (event: MessageEvent<Partial<FieldsMessage> | null>) => {
          const { data } = event;
          if (event.origin !== location.origin || data?.source !== "chalkline-fields" || data.id !== id)
            return;
          end(data.token !== null);
        };
        // A window that was closed says nothing; whether it was finished is then for the server to find out.
        const timer = window.setInterval(() => opened.closed && end(true), watchMs);
        window.addEventListener("message", hear);
      });
    },
  };
}
