import { CommunicationTimeline } from "../../campaigns/communication-tab.tsx";
import type { FamilyRoom } from "./family-room.ts";

/** Mail, texts and push messages of the family. */
export default function CommunicationTab(props: { room: FamilyRoom }) {
  return <CommunicationTimeline path={`/communication/families/${props.room.page().family.id}`} />;
}
