/** Flags of setpriv(1): no capability now or later, whatever is executed. */
export const NO_PRIVILEGES = ['--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'] as const;

/** Flags of setpriv(1): the user that owns nothing. */
export const NOBODY = ['--reuid', '65534', '--regid', '65534', '--clear-groups'] as const;
