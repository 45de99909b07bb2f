import { can } from "../../shared/session.ts";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { type Tab, UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { CampaignList } from "./campaign-list.tsx";
import { MailLog } from "./mail-log.tsx";

/** What waits to be sent, what went out, and every other mail of the school. */
export default function CampaignsPage() {
  const tabs: Tab[] = [
    { id: "pending", label: "Waiting", content: () => <CampaignList state="pending" /> },
    { id: "sent", label: "Sent", content: () => <CampaignList state="sent" /> },
    ...(can("campaigns") ? [{ id: "mails", label: "Other mail", content: () => <MailLog /> }] : []),
  ];
  return (
    <div class="pb-12">
      <PageHeader title="Scheduled Emails" />
      <p class="max-w-2xl px-4 pb-3 text-ink-2 sm:px-6">
        Mail, texts and push messages to many. Tick rows in a list, or filter it, and choose “Write”: until it
        is sent it can be changed and called off here.
      </p>
      <UrlTabs label="What was written" tabs={tabs} />
    </div>
  );
}
