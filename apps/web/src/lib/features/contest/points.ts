/** Hundredths of a point as they are written: 7760 is 77.60. */
export const points = (hundredths: number): string => (hundredths / 100).toFixed(2);
