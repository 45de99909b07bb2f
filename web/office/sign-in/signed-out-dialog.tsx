import { invalidate } from "../../shared/cache.ts";
import { type Me, me } from "../../shared/session.ts";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { portalBase } from "../account/account.ts";
import { LoginForm } from "./login-form.tsx";
import { setSignedOut } from "./signed-out.ts";

export default function SignedOutDialog() {
  function back(entered: Me) {
    // Somebody else must not see what the first person left on the screen.
    if (entered.actor.id !== me()?.actor.id) return location.assign(portalBase);
    setSignedOut(false);
    invalidate("");
  }
  return (
    <Dialog
      open
      mustAnswer
      size="narrow"
      title="You have been signed out"
      description="Log in to go on where you were. What is on this page is still here."
      onClose={() => {}}
    >
      <LoginForm login={me()?.actor.email} onEntered={back} />
    </Dialog>
  );
}
