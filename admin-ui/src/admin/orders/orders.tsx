import { Route, Routes } from 'react-router';
import { NotFound } from '../../app/not-found.tsx';
import { OrderList } from './order-list.tsx';
import { OrderPage } from './order-page.tsx';

/** What buyers ordered. */
export function Orders() {
  return (
    <Routes>
      <Route index element={<OrderList />} />
      <Route path=":id" element={<OrderPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
