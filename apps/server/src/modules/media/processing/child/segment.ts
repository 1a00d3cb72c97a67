/** Length of a segment, s. */
export const SEGMENT_S = 4;
