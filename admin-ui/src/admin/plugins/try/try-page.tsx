import { useState } from 'react';
import { Navigate } from 'react-router';
import { SelectField } from '../../../ui/field.tsx';
import { Empty } from '../../../ui/states.tsx';
import { usePlugin } from '../plugin/plugin-frame.tsx';
import { ActionForm } from './action-form.tsx';

/** Runs actions of an installed plugin by hand. */
export function TryPage() {
  const { plugin, installation } = usePlugin();
  const [name, setName] = useState<string>();
  if (!installation) return <Navigate to={`/admin/plugins/${plugin.id}`} replace />;
  const { actions } = installation.version;
  const action = actions.find(entry => entry.name === name) ?? actions[0];
  if (!action) return <Empty title="This plugin has no actions" />;
  return (
    <section className="card stack" aria-labelledby="try">
      <h2 id="try">Try an action</h2>
      <p className="soft">
        This runs the plugin for real, with your settings. What it does outside cannot be taken back.
      </p>
      {!installation.enabled && <p className="notice info">The plugin is disabled, so it will refuse to run.</p>}
      <SelectField label="Action" value={action.name} onChange={event => setName(event.currentTarget.value)}>
        {actions.map(entry => (
          <option key={entry.name}>{entry.name}</option>
        ))}
      </SelectField>
      {action.description && <p>{action.description}</p>}
      <ActionForm key={action.name} pluginId={plugin.id} action={action} />
    </section>
  );
}
