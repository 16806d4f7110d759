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
  if (!data) return error ? <Failure error={error} retry={retry} /> : <Loading rows={5} />;
  const open = data.notificationTemplates.find(({ id }) => id === search.get('template'));
  // The key fills the form anew when the words have been reset.
  if (open) return <TemplateForm key={`${open.id} ${open.customized}`} template={open} />;
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
