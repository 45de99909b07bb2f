import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { PictureField } from "../../portal-images/picture-field.tsx";
import { RuleSection } from "../rules-form.tsx";
import { maySet } from "../settings-page.tsx";
import type { PortalForm } from "./portal-form.ts";

/** Whether the portal is there, how it looks, and what it leads to. */
export function LookSections(props: { form: PortalForm }) {
  const { form } = props;
  return (
    <>
      <RuleSection title="Open or closed">
        <Checkbox
          field={form.field("isOpen")}
          label="The portal is open"
          description="Closed, families read that it is, and nobody can log in or book."
        />
        <Checkbox
          field={form.field("takesNewAccounts")}
          label="New families may create an account"
          description="Otherwise only families that you know can log in."
        />
      </RuleSection>
      <RuleSection title="Look">
        <PictureField
          field={form.field("logoFileId")}
          label="Logo"
          description="Stands at the top of every page."
          disabled={!maySet()}
        />
        <PictureField
          field={form.field("backgroundFileId")}
          label="Background of the landing page"
          description="Shown behind the news that have no picture of their own."
          disabled={!maySet()}
        />
        <TextInput
          field={form.field("brandColor")}
          label="Colour"
          description="Such as #1d4ed8. It is made darker or lighter where text on it could not be read."
          optional
          maxLength={7}
          class="max-w-36"
        />
        <TextInput
          field={form.field("tagline")}
          label="Tagline"
          description="One line below the name of your school."
          optional
          maxLength={120}
        />
      </RuleSection>
      <RuleSection title="Dashboard and toolbar">
        <Checkbox field={form.field("showsClasses")} label="Booking: classes" />
        <Checkbox
          field={form.field("showsFinder")}
          label="Find the Right Class"
          description="Leads a family to what each child may take."
        />
        <Checkbox field={form.field("showsNews")} label="News" />
        <Checkbox
          field={form.field("showsStaff")}
          label="Meet the Staff"
          description="Whom families meet is decided on the page of each member of staff."
        />
        <TextInput
          field={form.field("appleAppUrl")}
          label="Your app in the App Store"
          optional
          inputmode="url"
          placeholder="https://"
        />
        <TextInput
          field={form.field("googleAppUrl")}
          label="Your app at Google Play"
          optional
          inputmode="url"
          placeholder="https://"
        />
      </RuleSection>
      <RuleSection title="Welcome info">
        <Checkbox
          field={form.field("showsWelcomeInfo")}
          label="Show a welcome window once after the landing page"
          description="Families can open it again from the menu."
        />
        <TextInput field={form.field("welcomeTitle")} label="Title" optional maxLength={80} />
        <TextArea field={form.field("welcomeText")} label="Text" optional maxLength={4000} />
      </RuleSection>
    </>
  );
}
