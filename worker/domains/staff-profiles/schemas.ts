/** A member of staff as families meet them; nothing here that is not meant for everybody. */
export interface StaffProfile {
  readonly id: string;
  readonly name: string;
  readonly title: string | null;
  readonly bio: string | null;
  readonly photoFileId: string | null;
}
