/** An A4 page in points, of 1/72 inch, and the margin that texts keep on every side. */
export const PAGE = { width: 595.28, height: 841.89, margin: 56 } as const;

export interface TextStyle {
  /** In points; 10 by default. */
  readonly size?: number;
  readonly bold?: boolean;
  /** As `#rrggbb`. */
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
}

/** Where a text stands: its left and upper edge, and the width that it is broken to. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}
