/**
 * Loaded into a server by `NODE_OPTIONS=--import`, before anything of it: its clock differs from the machine's, and so
 * from PostgreSQL's, by MOVED_CLOCK_MS. What the server runs is as in production.
 */
const RealDate = Date;
const moved = Number(process.env.MOVED_CLOCK_MS ?? 0);

globalThis.Date = class MovedDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + moved);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + moved;
  }
};
