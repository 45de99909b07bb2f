import { Show } from "solid-js";
import type { PublicNewsItem } from "../../../worker/domains/news/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { pictureUrl } from "../portal.ts";

/** One piece of news in full. */
export default function NewsDialog(props: { item: PublicNewsItem; onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={props.item.title}
      description={formats().date(props.item.startsOn)}
      size="wide"
    >
      <Show when={props.item.imageFileId}>
        {(fileId) => (
          <img
            src={pictureUrl(fileId())}
            alt=""
            class="mb-4 aspect-[16/9] w-full rounded-md bg-sunken object-cover"
          />
        )}
      </Show>
      <PlainText text={props.item.body || props.item.summary} />
    </Dialog>
  );
}
