/** Where a setting belongs; it cannot be decrypted as that of another tenant, plugin or field. */
export interface FieldAddress {
  readonly organizationId: string;
  readonly pluginId: string;
  readonly field: string;
}

/** The context that a setting is encrypted in: as JSON, so that no two addresses run together into the same text. */
export const encryptionContext = ({ organizationId, pluginId, field }: FieldAddress): string =>
  JSON.stringify([organizationId, pluginId, field]);
