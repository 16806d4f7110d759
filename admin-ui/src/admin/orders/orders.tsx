import { Route, Routes } from 'react-router';
import { NothingHere } from '../layout/nothing-here.tsx';
import { OrderList } from './order-list.tsx';
import { OrderPage } from './order-page.tsx';

/** What buyers ordered. */
export function Orders() {
  return (
    <Routes>
      <Route index element={<OrderList />} />
      <Route path=":id" element={<OrderPage />} />
      <Route path="*" element={<NothingHere />} />
    </Routes>
  );
}
