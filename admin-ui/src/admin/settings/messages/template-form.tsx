import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { useMutation } from 'urql';
import type { NotificationTemplatesQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Confirm } from '../../../ui/confirm.tsx';
import { TextAreaField, TextField } from '../../../ui/field.tsx';
import { Failure, faultOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { SendTest } from './send-test.tsx';

const UpdateMutation = graphql(`
  mutation UpdateNotificationTemplate($input: NotificationTemplateInput!) {
    updateNotificationTemplate(input: $input) { id subject text html customized updatedAt }
  }
`);

const ResetMutation = graphql(`
  mutation ResetNotificationTemplate($template: String!, $locale: String!) {
    resetNotificationTemplate(template: $template, locale: $locale) { id subject text html customized updatedAt }
  }
`);

type Template = NotificationTemplatesQuery['notificationTemplates'][number];

interface TemplateFormProps {
  readonly template: Template;
  /** What was done last, to be said beside the form. */
  readonly told: string | undefined;
  readonly onTell: (text: string | undefined) => void;
}

/** Changes how a kind of message reads in one language. */
export function TemplateForm({ template, told, onTell }: TemplateFormProps) {
  const canWrite = useViewer().can('notifications:write');
  const [asked, setAsked] = useState<'reset' | 'test'>();
  const [{ fetching, error }, update] = useMutation(UpdateMutation);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onTell(undefined);
    const form = new FormData(event.currentTarget);
    const [subject = '', text = '', html = ''] = ['subject', 'text', 'html'].map(name => textOf(form, name));
    const { name, locale } = template;
    const { data } = await update({ input: { template: name, locale, subject, text, html } });
    if (data) onTell('Saved.');
  };
  return (
    <section className="card stack" aria-labelledby="template">
      <Link to="?">All messages</Link>
      <h2 id="template">
        {template.name}, {template.locale}
      </h2>
      <p className="soft">{template.description}</p>
      <form className="stack" onSubmit={submit}>
        <fieldset className="plain-fieldset stack" disabled={!canWrite}>
          <TextField
            label="Subject"
            name="subject"
            required
            maxLength={200}
            defaultValue={template.subject}
            fault={faultOf(error, 'subject')}
          />
          <TextAreaField
            label="Plain text"
            name="text"
            required
            rows={10}
            defaultValue={template.text}
            fault={faultOf(error, 'text')}
          />
          <TextAreaField
            label="HTML"
            name="html"
            required
            rows={12}
            spellCheck={false}
            hint="No scripts, forms or event handlers."
            defaultValue={template.html}
            fault={faultOf(error, 'html')}
          />
        </fieldset>
        {error && <Failure error={error} />}
        <div role="status">{told && <p className="notice good">{told}</p>}</div>
        {canWrite && (
          <div className="row">
            <Button type="submit" look="primary" busy={fetching}>
              Save
            </Button>
            <Button onClick={() => setAsked('test')}>Send a test</Button>
            {template.customized && (
              <Button look="danger" onClick={() => setAsked('reset')}>
                Back to the default
              </Button>
            )}
          </div>
        )}
      </form>
      <Placeholders template={template} />
      {asked === 'test' && <SendTest template={template.name} onClose={() => setAsked(undefined)} />}
      {asked === 'reset' && (
        <ResetDialog
          template={template}
          onClose={() => setAsked(undefined)}
          onDone={() => onTell('These are the default words.')}
        />
      )}
    </section>
  );
}

function Placeholders({ template }: { readonly template: Template }) {
  return (
    <details>
      <summary>What can be filled in</summary>
      <ul>
        {template.placeholders.map(({ name, description, required }) => (
          <li key={name}>
            <code>{`{{${name}}}`}</code> {description} {required && <span className="badge warn">Needed</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface ResetDialogProps {
  readonly template: Template;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function ResetDialog({ template, onClose, onDone }: ResetDialogProps) {
  const [{ fetching, error }, reset] = useMutation(ResetMutation);
  const confirm = async () => {
    const { data } = await reset({ template: template.name, locale: template.locale });
    if (!data) return;
    onDone();
    onClose();
  };
  return (
    <Confirm
      {...{ title: 'Back to the default words?', action: 'Reset', busy: fetching, error, onClose }}
      onConfirm={() => void confirm()}
    >
      <p>Your own words of this message are gone then.</p>
    </Confirm>
  );
}
