import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { school } from "../portal.ts";
import { shellWords } from "../words/shell.ts";
import { dismissWelcomeInfo } from "./welcome-info.ts";

/** What the school tells whoever comes in. */
export default function WelcomeInfoDialog() {
  const { welcomeTitle, welcomeText } = school().settings;
  return (
    <Dialog
      open
      onClose={dismissWelcomeInfo}
      title={welcomeTitle || shellWords().welcomeInfo}
      actions={
        <Button variant="primary" size="large" onClick={dismissWelcomeInfo}>
          {shellWords().gotIt}
        </Button>
      }
    >
      <PlainText text={welcomeText} />
    </Dialog>
  );
}
