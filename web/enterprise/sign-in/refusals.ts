type Words = { title: string; text: string };

/** Why a sign-in came to nothing, by the code in the address; `as` is who Google or Microsoft said it was. */
export function refusalWords(code: string, as: string | undefined): Words {
  const who = as ? `You signed in as ${as}. ` : "";
  const words: Record<string, Words> = {
    not_invited: {
      title: "This account has no access",
      text: `${who}Ask an Admin of the enterprise portal to invite this address, or sign in with the one that was invited.`,
    },
    other_address: {
      title: "The invitation is for another address",
      text: `${who}Sign in with the address that the invitation was sent to, or ask for a new invitation.`,
    },
    invite_over: {
      title: "This invitation can no longer be used",
      text: "It was used already, replaced by a newer one, or is more than 7 days old. Ask your Admin to send it again.",
    },
    suspended: {
      title: "Your access is suspended",
      text: "An Admin of the enterprise portal has suspended it. Ask them if you think that is a mistake.",
    },
    group_off: {
      title: "Your group is switched off",
      text: "Nobody of the group can sign in until an Admin switches it on.",
    },
    no_plan: {
      title: "The enterprise portal is closed",
      text: "None of the accounts has the Enterprise plan any more. They go on as they are, each with its own log-in.",
    },
    wrong_organization: {
      title: "This Microsoft organization is not allowed",
      text: `${who}An Admin decides from which organizations people may sign in: Users & Groups, Sign-in.`,
    },
    bound_elsewhere: {
      title: "This account is somebody's already",
      text: `${who}It signs in as another user of an enterprise portal. Use another account, or ask for that user to be removed.`,
    },
    not_configured: {
      title: "This way to sign in is not set up here",
      text: "Choose the other one, or ask whoever runs this service to set it up.",
    },
    too_many: { title: "Too many attempts", text: "Wait a minute, then try again." },
    cancelled: {
      title: "The sign-in was cancelled",
      text: "Nothing happened. Choose how to sign in to try again.",
    },
    stale: {
      title: "The sign-in took too long",
      text: "It was begun in another browser, used already, or more than 10 minutes ago. Please try again.",
    },
    unavailable: {
      title: "That service cannot be reached at the moment",
      text: "Google or Microsoft did not answer. Try again in a moment.",
    },
  };
  return words[code] ?? { title: "The sign-in did not succeed", text: "Please try again." };
}
