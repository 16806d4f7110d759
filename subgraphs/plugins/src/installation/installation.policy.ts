import type { Viewer } from '@ticketbase/kernel';
import type { PluginInstallation } from './installation.entity.ts';

export const canViewInstallation = (viewer: Viewer, installation: PluginInstallation): boolean =>
  viewer.can('plugins:read', installation.organizationId);
