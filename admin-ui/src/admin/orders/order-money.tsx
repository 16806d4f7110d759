import { formatTime } from '../../ui/time.ts';
import type { ShownOrder } from './order-page.tsx';
import { OrderRefunds } from './order-refunds.tsx';

/** What was bought, what it cost, and what money moved. */
export function OrderMoney({ order }: { readonly order: ShownOrder }) {
  return (
    <>
      <section className="card stack" aria-labelledby="items">
        <h2 id="items">Items</h2>
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Ticket type</th>
                <th scope="col" className="numeric">
                  Price
                </th>
                <th scope="col" className="numeric">
                  Quantity
                </th>
                <th scope="col" className="numeric">
                  Total
                </th>
              </tr>
            </thead>
            <tbody>
              {order.items.map(item => (
                <tr key={item.id}>
                  <td>{item.name}</td>
                  <td className="numeric">{item.unitPrice.formatted}</td>
                  <td className="numeric">{item.quantity}</td>
                  <td className="numeric">{item.total.formatted}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <Sum name="Subtotal">{order.subtotal.formatted}</Sum>
              {order.discount.amount > 0 && <Sum name="Discount">−{order.discount.formatted}</Sum>}
              {order.fees.amount > 0 && <Sum name="Fees">{order.fees.formatted}</Sum>}
              {order.tax.amount > 0 && (
                <Sum name={order.taxIncluded ? 'Contains tax' : 'Tax'}>{order.tax.formatted}</Sum>
              )}
              <Sum name="Total">
                <strong>{order.total.formatted}</strong>
              </Sum>
              <Sum name="Paid">{order.paid.formatted}</Sum>
              {order.refunded.amount > 0 && <Sum name="Given back">{order.refunded.formatted}</Sum>}
            </tfoot>
          </table>
        </div>
      </section>
      <Transactions order={order} />
      {order.refunds.length > 0 && <OrderRefunds refunds={order.refunds} />}
    </>
  );
}

function Sum({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row" colSpan={3} className="numeric">
        {name}
      </th>
      <td className="numeric">{children}</td>
    </tr>
  );
}

function Transactions({ order: { transactions } }: { readonly order: ShownOrder }) {
  return (
    <section className="card stack" aria-labelledby="transactions">
      <h2 id="transactions">Transactions</h2>
      {transactions.length === 0 ? (
        <p className="soft">No money has moved yet.</p>
      ) : (
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">What</th>
                <th scope="col">Way</th>
                <th scope="col">Reference and note</th>
                <th scope="col" className="numeric">
                  Amount
                </th>
              </tr>
            </thead>
            <tbody>
              {transactions.map(({ id, type, amount, method, note, reference, createdAt }) => (
                <tr key={id}>
                  <td className="moment">{formatTime(createdAt)}</td>
                  <td>{type === 'PAYMENT' ? 'Payment' : 'Refund'}</td>
                  <td>{method ?? '–'}</td>
                  <td>
                    {reference && <code>{reference}</code>}
                    {note && <div>{note}</div>}
                    {!reference && !note && '–'}
                  </td>
                  <td className="numeric">
                    {type === 'REFUND' && '−'}
                    {amount.formatted}
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
