interface Amount {
  readonly amount: number;
  readonly formatted: string;
}

/** What a cart or an order costs, part by part. */
export interface Amounts {
  readonly subtotal: Amount;
  readonly discount: Amount;
  readonly fees: Amount;
  readonly tax: Amount;
  readonly total: Amount;
}

/** The amounts that lead to the total, those that are nothing left out. */
export function Breakdown({ amounts }: { readonly amounts: Amounts }) {
  const { subtotal, discount, fees, tax, total } = amounts;
  // A tax that prices contain adds nothing to them.
  const included = subtotal.amount - discount.amount + fees.amount === total.amount;
  return (
    <table className="breakdown">
      <caption className="visually-hidden">What it costs</caption>
      <tbody>
        <Row label="Subtotal" value={subtotal.formatted} />
        {discount.amount > 0 && <Row label="Discount" value={`−${discount.formatted}`} />}
        {fees.amount > 0 && <Row label="Fees" value={fees.formatted} />}
        {tax.amount > 0 && !included && <Row label="Tax" value={tax.formatted} />}
        <tr className="total">
          <th scope="row">Total</th>
          <td>{total.formatted}</td>
        </tr>
        {tax.amount > 0 && included && <Row label="Tax included" value={tax.formatted} />}
      </tbody>
    </table>
  );
}

function Row({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{value}</td>
    </tr>
  );
}
