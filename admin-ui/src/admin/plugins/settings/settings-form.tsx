import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Failure, faultOf } from '../../../ui/states.tsx';
import type { Installation } from '../plugin/plugin-frame.tsx';
import { SettingInput } from './setting-input.tsx';
import { type Faults, readSettings, type Settings, type SettingsField } from './settings-fields.ts';

const ConfigureMutation = graphql(`
  mutation ConfigurePlugin($id: ID!, $configuration: JSON!) {
    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }
  }
`);

interface SettingsFormProps {
  readonly installation: Installation;
  readonly fields: readonly SettingsField[];
}

/** All settings of a plugin; saving replaces them. */
export function SettingsForm({ installation, fields }: SettingsFormProps) {
  const [{ fetching, error }, configure] = useMutation(ConfigureMutation);
  const [unreadable, setUnreadable] = useState<Faults>({});
  // Counts the savings: secrets that were typed are masked ones from then on, so their fields begin anew.
  const [saved, setSaved] = useState(0);
  const stored = (installation.configuration ?? {}) as Settings;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const { settings, faults } = readSettings(fields, stored, name => {
      const value = form.get(name);
      return typeof value === 'string' ? value : null;
    });
    setUnreadable(faults);
    if (Object.keys(faults).length > 0) return;
    const { data } = await configure({ id: installation.id, configuration: settings });
    if (data) setSaved(count => count + 1);
  };

  const faults = fields.map(({ name }) => unreadable[name] ?? faultOf(error, name));
  return (
    <form className="stack" noValidate onSubmit={submit}>
      {fields.map((field, index) => (
        <SettingInput
          key={field.kind === 'secret' ? `${field.name}-${saved}` : field.name}
          field={field}
          stored={stored}
          fault={faults[index]}
        />
      ))}
      {error && !faults.some(Boolean) && <Failure error={error} />}
      <div className="row">
        <Button type="submit" look="primary" busy={fetching}>
          Save settings
        </Button>
        <span role="status">
          {saved > 0 && !error && !fetching && (
            <span className="badge good">
              {installation.configured && !installation.enabled ? 'Saved. Enable the plugin to use it.' : 'Saved'}
            </span>
          )}
        </span>
      </div>
    </form>
  );
}
