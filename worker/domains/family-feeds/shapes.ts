/** The calendar address of one guardian for one family. The address itself is shown once; only its hash is kept. */
export interface FamilyFeed {
  readonly id: string;
  readonly createdAt: number;
  readonly version: number;
}
