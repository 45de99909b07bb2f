import { takeFirstData } from "../../shared/first-data.ts";

/** The document is the one that the browser kept for when there is no connection. */
export const isOfflineShell = takeFirstData<boolean>("offline") === true;
