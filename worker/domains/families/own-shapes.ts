// What the family portal answers about the family itself, for the wire and the screens.

export interface OwnEmail {
  readonly id: string;
  readonly address: string;
  readonly typeId: string | null;
  readonly isPrimary: boolean;
  readonly bulkOptIn: boolean;
  /** Somebody signs in with it: it is changed under Log-in and access, with a code to the new address. */
  readonly isLogin: boolean;
}

export interface OwnPhone {
  readonly id: string;
  readonly number: string;
  readonly typeId: string | null;
  readonly isPrimary: boolean;
  readonly textOptIn: boolean;
}

export interface OwnGuardian {
  readonly id: string;
  readonly version: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly relationship: string | null;
  readonly isPrimary: boolean;
  readonly emails: readonly OwnEmail[];
  readonly phones: readonly OwnPhone[];
}

export interface OwnProfile {
  readonly family: {
    readonly version: number;
    readonly name: string;
    readonly addressLine1: string | null;
    readonly addressLine2: string | null;
    readonly city: string | null;
    readonly region: string | null;
    readonly postalCode: string | null;
    readonly country: string | null;
  };
  readonly guardians: readonly OwnGuardian[];
}
