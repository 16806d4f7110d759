import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/states.tsx';
import { formatTime } from '../../ui/time.ts';
import { useViewer } from '../viewer/viewer.tsx';
import type { ShownOrder } from './order-page.tsx';

const IssueMutation = graphql(`mutation IssueInvoice($orderId: ID!) { issueInvoice(orderId: $orderId) { id number } }`);

/** The documents of an order, and a way to issue its invoice by hand. */
export function OrderInvoices({ order }: { readonly order: ShownOrder }) {
  const canWrite = useViewer().can('orders:write');
  const [{ fetching, error }, issue] = useMutation(IssueMutation);
  const { invoices } = order;
  const canIssue = canWrite && order.status === 'CONFIRMED' && order.total.amount > 0 && invoices.length === 0;
  if (invoices.length === 0 && !canIssue) return null;
  return (
    <section className="card stack" aria-labelledby="invoices">
      <div className="row between">
        <h2 id="invoices">Invoices</h2>
        {canIssue && (
          <Button busy={fetching} onClick={() => void issue({ orderId: order.id })}>
            Issue the invoice
          </Button>
        )}
      </div>
      {error && <Failure error={error} />}
      {invoices.length === 0 && <p className="soft">None was issued yet.</p>}
      {invoices.length > 0 && (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Number</th>
                <th scope="col">Kind</th>
                <th scope="col">Issued</th>
                <th scope="col" className="numeric">
                  Total
                </th>
                <th scope="col">
                  <span className="visually-hidden">File</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {invoices.map(({ id, number, kind, issuedAt, total, downloadUrl }) => (
                <tr key={id}>
                  <td>{number}</td>
                  <td>{kind === 'INVOICE' ? 'Invoice' : 'Credit note'}</td>
                  <td className="moment">{formatTime(issuedAt)}</td>
                  <td className="numeric">
                    {kind === 'CREDIT_NOTE' && '−'}
                    {total.formatted}
                  </td>
                  <td>
                    <a href={downloadUrl} aria-label={`Download ${number}`}>
                      PDF
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
