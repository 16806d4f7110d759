interface InstallationBadgeProps {
  readonly installation: { readonly enabled: boolean; readonly configured: boolean };
}

/** Whether an installed plugin runs, and if not, why. */
export function InstallationBadge({ installation: { enabled, configured } }: InstallationBadgeProps) {
  if (!configured) return <span className="badge warn">Needs settings</span>;
  return enabled ? <span className="badge good">Enabled</span> : <span className="badge neutral">Disabled</span>;
}
