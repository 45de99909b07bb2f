/** Where the settings of the portal are asked for and saved. */
export const PORTAL_PATH = "/settings/portal";
