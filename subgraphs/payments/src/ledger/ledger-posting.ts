/** A transaction of the ledger and its entries, as JSON of their rows. */
export interface Posting {
  readonly transaction: string;
  readonly rows: string;
}

const TRANSACTION =
  'id, organization_id, order_id, refund_id, change_id, kind, amount, currency, method, reference, note, actor, created_at';
const ENTRY = 'id, organization_id, transaction_id, account, amount, currency';

/**
 * Common table expressions that write a posting, the parts of which are these parameters of the statement, where the
 * condition holds.
 */
export const insertPosting = (transaction: string, rows: string, condition = 'true'): string => `
    posted as (
      insert into ledger_transaction (${TRANSACTION})
      select ${TRANSACTION} from jsonb_populate_record(null::ledger_transaction, ${transaction}::jsonb) where ${condition}
    ), booked as (
      insert into ledger_entry (${ENTRY})
      select ${ENTRY} from jsonb_populate_recordset(null::ledger_entry, ${rows}::jsonb) where ${condition}
    )`;
