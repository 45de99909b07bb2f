import type { FieldsTask, FieldsWord } from "../shared/payment-fields.ts";

const waitMs = 5_000;

export interface OfficeChannel {
  /** Null: nobody in the office waits for this page. */
  readonly task: Promise<FieldsTask | null>;
  readonly tell: (word: FieldsWord) => void;
}

/** Speaks with the page that opened this one. A lock tells it when this one is gone, however it went. */
export function openOfficeChannel(name: string): OfficeChannel {
  const channel = new BroadcastChannel(name);
  const tell = (word: FieldsWord) => channel.postMessage(word);
  const task = new Promise<FieldsTask | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), waitMs);
    channel.onmessage = ({ data }: MessageEvent<FieldsTask>) => {
      clearTimeout(timer);
      resolve(data);
    };
  });
  void navigator.locks.request(name, () => {
    tell("here");
    return new Promise(() => {});
  });
  return { task, tell };
}
