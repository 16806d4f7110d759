import { useId } from 'react';
import { SelectField, TextAreaField, TextField } from '../../../ui/field.tsx';
import { constraintsOf, type Settings, type SettingsField, shownValue } from './settings-fields.ts';

interface SettingInputProps {
  readonly field: SettingsField;
  readonly stored: Settings;
  readonly fault?: string;
}

/** The form field for one setting. */
export function SettingInput({ field, stored, fault }: SettingInputProps) {
  const common = {
    label: field.required ? `${field.label} (required)` : field.label,
    name: field.name,
    hint: hintOf(field),
    fault,
  };
  const shown = shownValue(field, stored);
  switch (field.kind) {
    case 'boolean':
      return (
        <CheckField label={field.label} name={field.name} hint={common.hint} fault={fault} checked={shown === 'true'} />
      );
    case 'choice':
      return (
        <SelectField {...common} required={field.required} defaultValue={shown}>
          <option value="-1">{field.required ? 'Choose one' : 'None'}</option>
          {field.options.map((option, index) => (
            <option key={String(option)} value={index}>
              {String(option)}
            </option>
          ))}
        </SelectField>
      );
    case 'secret': {
      const isSet = stored[field.name] !== undefined;
      return (
        <TextField
          {...common}
          type="password"
          autoComplete="new-password"
          required={field.required && !isSet}
          placeholder={isSet ? '•••••••• (set; type to replace it)' : undefined}
        />
      );
    }
    case 'number':
    case 'integer':
      return (
        <TextField
          {...common}
          type="number"
          required={field.required}
          min={field.minimum}
          max={field.maximum}
          step={field.kind === 'integer' ? 1 : 'any'}
          defaultValue={shown}
        />
      );
    case 'json':
      return <TextAreaField {...common} required={field.required} spellCheck={false} defaultValue={shown} />;
    case 'text':
      return field.long ? (
        <TextAreaField {...common} required={field.required} defaultValue={shown} />
      ) : (
        <TextField {...common} required={field.required} autoComplete="off" defaultValue={shown} />
      );
  }
}

interface CheckFieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: string;
  readonly fault?: string;
  readonly checked: boolean;
}

function CheckField({ label, name, hint, fault, checked }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <div className="check-field">
        <input
          id={id}
          type="checkbox"
          name={name}
          defaultChecked={checked}
          aria-describedby={`${id}-hint`}
          aria-invalid={fault ? true : undefined}
        />
        <label htmlFor={id}>{label}</label>
      </div>
      <span id={`${id}-hint`}>
        {hint && <span className="hint">{hint}</span>}
        {fault && (
          <span className="fault" role="alert">
            {fault}
          </span>
        )}
      </span>
    </div>
  );
}

function hintOf(field: SettingsField): string | undefined {
  const constraints = constraintsOf(field);
  const parts = [field.description, constraints && `(${constraints})`];
  return parts.filter(Boolean).join(' ') || undefined;
}
