/** A device that is let in by itself, with nobody signed in: a door without network. */
export interface Device {
  readonly deviceId: string;
  readonly palaceId: string;
  readonly name: string;
  /** Who provisioned it, and answers for what it does. */
  readonly provisionedBy: string;
}

/**
 * Finds the device of a palace behind a request's headers. Throws `device-unknown` or `device-revoked`. Provided by
 * booking.
 */
export type DeviceResolver = (
  headers: Record<string, string | string[] | undefined>,
  palaceId: string,
) => Promise<Device>;
