import type { ShopOrder } from './order-page.tsx';

/** The buyer's invoices and credit notes. */
export function OrderInvoices({ invoices }: { readonly invoices: ShopOrder['invoices'] }) {
  if (invoices.length === 0) return null;
  return (
    <section className="stack no-print" aria-labelledby="invoices">
      <h3 id="invoices">Invoices</h3>
      <ul className="plain-list">
        {invoices.map(({ id, kind, number, total, downloadUrl }) => (
          <li key={id} className="row between">
            <a href={downloadUrl}>
              {kind === 'INVOICE' ? 'Invoice' : 'Credit note'} {number}
            </a>
            <span className="numeric">
              {kind === 'CREDIT_NOTE' && '−'}
              {total.formatted}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
