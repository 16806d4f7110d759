/**
 * A flag of Node for the host, and for its workers with all isolates in them: mebibytes after which V8 looks for garbage among what
 * is new. Its default lets a process keep tens of megabytes of bundles that were passed on long ago, and makes an isolate
 * of a small heap look several times while it loads a bundle.
 */
export const YOUNG_HEAP = '--max-semi-space-size=2';
