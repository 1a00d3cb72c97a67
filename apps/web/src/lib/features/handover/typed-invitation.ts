/** An invitation that was refused, as it was filled in. */
export interface TypedInvitation {
  /** Which companion it is for; null for the booking itself. */
  readonly ordinal: number | null;
  readonly name: string;
  readonly phone: string;
}
