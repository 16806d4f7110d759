/** Days for which the settings and the storage of what was uninstalled are kept. */
export const KEPT_DAYS = 30;

/** When what was uninstalled then is deleted; whoever tidies may come an hour later. */
export const deletedAt = (uninstalledAt: Date): Date =>
  new Date(uninstalledAt.getTime() + KEPT_DAYS * 24 * 60 * 60 * 1000);
