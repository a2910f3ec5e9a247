/** A stroke of the pen within the outline. */
export interface Line {
  width: number;
  /** Points (`knots` in the domain's `shape.ts`) on the viewer's right; on the middle line drawn once. */
  half: string;
}
