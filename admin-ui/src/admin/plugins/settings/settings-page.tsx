import { Navigate } from 'react-router';
import { ExtensionSlot } from '../../../extensions/extension-slot.tsx';
import { Empty, NotAllowed } from '../../../ui/states.tsx';
import { useViewer } from '../../viewer/viewer.tsx';
import { usePlugin } from '../plugin/plugin-frame.tsx';
import { settingsFields } from './settings-fields.ts';
import { SettingsForm } from './settings-form.tsx';
import { Webhooks } from './webhooks.tsx';

/** The settings of an installed plugin, as a form made from the schema of its version. */
export function SettingsPage() {
  const { plugin, installation } = usePlugin();
  const viewer = useViewer();
  if (!installation) return <Navigate to={`/admin/plugins/${plugin.id}`} replace />;
  const fields = settingsFields(installation.configSchema);
  // A component of the plugin's own stands instead of the form.
  const hasComponent = installation.version.extensions.some(({ target }) => target === 'ADMIN_SETTINGS');
  const { organization } = viewer;
  return (
    <>
      <section className="card stack plugin-settings" aria-labelledby="settings">
        <h2 id="settings">Settings</h2>
        {!viewer.can('plugins:manage') && <NotAllowed />}
        {viewer.can('plugins:manage') && hasComponent && organization && (
          <ExtensionSlot
            target="ADMIN_SETTINGS"
            pluginId={plugin.id}
            context={{ organizationId: organization.id }}
            bare
          />
        )}
        {viewer.can('plugins:manage') && !hasComponent && fields.length === 0 && (
          <Empty title="This plugin has no settings" />
        )}
        {viewer.can('plugins:manage') && !hasComponent && fields.length > 0 && (
          // An upgrade brings other fields.
          <SettingsForm key={installation.version.version} installation={installation} fields={fields} />
        )}
      </section>
      {viewer.can('plugins:manage') && <Webhooks installationId={installation.id} />}
    </>
  );
}
