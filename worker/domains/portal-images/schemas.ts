/** Pictures for the family portal: logo, background, news, staff, locations. */
export const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];
export const MAX_IMAGE_BYTES = 3_000_000;

export interface UploadedImage {
  readonly id: string;
}
