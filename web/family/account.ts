/** The account is the second step of every address of this portal: /portal/<account>/… */
export const accountName = decodeURIComponent(location.pathname.split("/")[2] ?? "");
export const portalBase = `/portal/${encodeURIComponent(accountName)}`;
export const apiBase = `/api/family/${encodeURIComponent(accountName)}`;
