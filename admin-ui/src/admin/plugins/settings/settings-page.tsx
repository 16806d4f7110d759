import { Navigate } from 'react-router';
import { Empty, NotAllowed } from '../../../ui/states.tsx';
import { useViewer } from '../../viewer/viewer.tsx';
import { usePlugin } from '../plugin/plugin-frame.tsx';
import { settingsFields } from './settings-fields.ts';
import { SettingsForm } from './settings-form.tsx';

/** The settings of an installed plugin, as a form made from the schema of its version. */
export function SettingsPage() {
  const { plugin, installation } = usePlugin();
  const viewer = useViewer();
  if (!installation) return <Navigate to={`/admin/plugins/${plugin.id}`} replace />;
  const fields = settingsFields(installation.configSchema);
  return (
    <section className="card stack plugin-settings" aria-labelledby="settings">
      <h2 id="settings">Settings</h2>
      {!viewer.can('plugins:manage') && <NotAllowed />}
      {viewer.can('plugins:manage') && fields.length === 0 && <Empty title="This plugin has no settings" />}
      {viewer.can('plugins:manage') && fields.length > 0 && (
        // An upgrade brings other fields.
        <SettingsForm key={installation.version.version} installation={installation} fields={fields} />
      )}
    </section>
  );
}
