/** The account is the second step of every address of this portal: /a/<account>/… */
export const accountName = decodeURIComponent(location.pathname.split("/")[2] ?? "");
export const portalBase = `/a/${encodeURIComponent(accountName)}`;
export const apiBase = `/api/office/${encodeURIComponent(accountName)}`;
/** Where somebody who came from there goes back to. */
export const enterprisePortal = "/enterprise/accounts";
/** Where the school's families are at home. */
export const familyPortal = `/portal/${encodeURIComponent(accountName)}`;
