import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Failure, Loading } from '../../../ui/states.tsx';
import { TemplateForm } from './template-form.tsx';

const TemplatesQuery = graphql(`
  query NotificationTemplates {
    notificationTemplates {
      id
      name
      locale
      description
      category
      customized
      updatedAt
      subject
      text
      html
      placeholders { name description required }
    }
  }
`);

/** How the organization's messages read; the address names the one that is open. */
export function Templates() {
  const [search] = useSearchParams();
  const [{ data, error }, retry] = useQuery({ query: TemplatesQuery });
  // Outlives the form, which is drawn anew when the words become the organization's own or the default again.
  const [told, setTold] = useState<{ readonly id: string; readonly text: string }>();
  if (!data) return error ? <Failure error={error} retry={retry} /> : <Loading rows={5} />;
  const open = data.notificationTemplates.find(({ id }) => id === search.get('template'));
  if (open) {
    return (
      <TemplateForm
        key={`${open.id} ${open.customized}`}
        template={open}
        told={told?.id === open.id ? told.text : undefined}
        onTell={text => setTold(text ? { id: open.id, text } : undefined)}
      />
    );
  }
  return (
    <section className="card stack" aria-labelledby="templates">
      <h2 id="templates">Messages</h2>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Message</th>
              <th scope="col">Language</th>
              <th scope="col">Words</th>
            </tr>
          </thead>
          <tbody>
            {data.notificationTemplates.map(({ id, name, locale, description, customized }) => (
              <tr key={id}>
                <td>
                  <Link to={`?template=${encodeURIComponent(id)}`}>{name}</Link>
                  <div className="soft">{description}</div>
                </td>
                <td>{locale}</td>
                <td>
                  <span className={customized ? 'badge' : 'badge neutral'}>{customized ? 'Your own' : 'Default'}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
