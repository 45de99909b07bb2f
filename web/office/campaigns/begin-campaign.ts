import type { AudienceList, CreateCampaignInput } from "../../../worker/domains/campaigns/schemas.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { can } from "../../shared/session.ts";
import type { SelectionTarget } from "../../shared/table/selection.ts";

export type AudienceChoice = {
  list: AudienceList;
  /** The list's own filter, as its address says it. */
  filter: Readonly<Record<string, string | number | undefined>>;
  /** Null: everybody the filter leaves. */
  target: SelectionTarget | null;
};

/** Makes a draft for whom the list shows; answers where it is written. */
export async function beginCampaign({ list, filter, target }: AudienceChoice): Promise<string> {
  const terms = Object.entries(filter).flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [[key, String(value)] as const],
  );
  const input: CreateCampaignInput = {
    channel: can("campaigns", "full") ? "email" : "sms",
    class: list === "staff" ? "transactional" : "marketing",
    subject: "",
    body: "",
    audience: {
      list,
      filter: Object.fromEntries(terms),
      ids: target && "ids" in target ? target.ids : [],
      except: target && "except" in target ? target.except : [],
    },
    isFrozen: false,
  };
  const { id } = await api.post<{ id: string }>("/campaigns", input);
  invalidate("/campaigns");
  return `/campaigns/${id}`;
}
