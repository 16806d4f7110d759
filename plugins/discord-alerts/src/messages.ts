import type { HookEvents } from './generated/plugin.ts';

type Order = HookEvents['order.confirmed']['payload'];
type Refund = HookEvents['order.refunded']['payload'];
type Money = Order['total'];

/** One line about a paid order. It names no buyer: a channel has readers who may not see orders. */
export function orderMessage({ number, total, items }: Order, title: string): string {
  const sold = items.map(({ quantity, name }) => `${quantity} × ${plain(name)}`).join(', ');
  return `**${plain(title)}**: order ${plain(number)}, ${sold || 'no tickets'}, ${inWords(total)}`;
}

/** One line about a refund. */
export function refundMessage({ number, refund, reason }: Refund, title: string): string {
  const why = reason ? ` (${plain(reason)})` : '';
  return `**${plain(title)}**: ${inWords(refund)} of order ${plain(number)} given back${why}`;
}

/** Text that organizers and buyers wrote, without a meaning in Markdown. */
const plain = (text: string) => text.replace(/[\\*_~`|<>[\]()#@:]/g, '\\$&').replace(/\s+/g, ' ');

function inWords({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
