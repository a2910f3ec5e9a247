/** A region as it is written down. */
export interface Sketch {
  /** Of a region on both sides without the side: `axilla`. */
  id: string;
  /** So too the name, which then begins small: `axilla` becomes Left axilla. */
  name: string;
  /** Points (`knots` in `shape.ts`), reaching over the outline of the body where the region ends there. */
  half: string;
  /** One region across the middle line, of which this is half. */
  middle?: boolean;
}
