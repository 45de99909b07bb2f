/** Acts of this portal in the words of the people who do them. */
const actions: Record<string, string> = {
  "sessions.start": "Signed in",
  "sessions.end": "Signed out",
  "accounts.enter": "Logged into an account",
  "accounts.leave": "Left an account",
  "accounts.move": "Moved an account",
  "accounts.describe": "Changed a contact",
  "groups.create": "Created a group",
  "subgroups.create": "Created a subgroup",
  "groups.rename": "Renamed a group",
  "groups.move": "Moved a group",
  "groups.activate": "Switched a group on or off",
  "groups.delete": "Deleted a group",
  "groups.restore": "Brought a group back",
  "users.invite": "Invited a user",
  "users.resend": "Sent an invitation again",
  "users.join": "Took an invitation",
  "users.level": "Changed a level",
  "users.move": "Moved a user",
  "users.rename": "Renamed a user",
  "users.suspend": "Suspended a user",
  "users.unsuspend": "Let a user in again",
  "users.remove": "Removed a user",
  "users.restore": "Brought a user back",
  "reports.generate": "Generated a report",
  "reports.retry": "Tried a report again",
  "reports.open": "Downloaded a report",
  "names.push": "Renamed across accounts",
  "names.undo": "Undid a renaming",
  "enterprise.sign_in": "Changed who may sign in",
};

/** Acts that have no words of their own are spelled from their names. */
export function actionLabel(action: string): string {
  const spelled = action.replaceAll(".", ": ").replaceAll(/[_-]/g, " ");
  return actions[action] ?? spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

const fields: Record<string, string> = {
  name: "Name",
  email: "E-mail",
  level: "Level",
  groupId: "Group",
  parentId: "Stands below",
  isActive: "On",
  state: "State",
  tenants: "Microsoft organizations",
  ownerName: "Owner",
  contactName: "Contact",
  contactEmail: "Contact e-mail",
  contactPhone: "Contact phone",
  place: "Location",
  accounts: "Accounts",
  code: "Report",
};

export const fieldLabel = (field: string): string => fields[field] ?? field;

export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (value === true) return "Yes";
  if (value === false) return "No";
  return Array.isArray(value)
    ? value.map(valueText).join(", ") || "–"
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);
}
