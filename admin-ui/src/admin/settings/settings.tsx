import { Navigate, NavLink, Route, Routes } from 'react-router';
import { usePageTitle } from '../../ui/page-title.ts';
import { Empty } from '../../ui/states.tsx';
import { useViewer } from '../viewer/viewer.tsx';
import { Account } from './account/account.tsx';
import { ApiTokens } from './api-tokens/api-tokens.tsx';
import { Members } from './members/members.tsx';
import { Templates } from './messages/templates.tsx';
import { OrganizationSettings } from './organization/organization-settings.tsx';
import { Prices } from './prices/prices.tsx';
import './settings.css';

const PARTS = [
  { path: 'organization', label: 'Organization', scope: 'organization:read', element: <OrganizationSettings /> },
  { path: 'members', label: 'Members', scope: 'organization:read', element: <Members /> },
  { path: 'prices', label: 'Fees, taxes, promo codes', scope: 'payments:read', element: <Prices /> },
  { path: 'messages', label: 'Messages', scope: 'notifications:read', element: <Templates /> },
  { path: 'api-tokens', label: 'API tokens', scope: 'tokens:manage', element: <ApiTokens /> },
  { path: 'account', label: 'Your account', scope: undefined, element: <Account /> },
] as const;

/** Settings of the organization and of the account, as far as the viewer may see them. */
export function Settings() {
  usePageTitle('Settings');
  const viewer = useViewer();
  const parts = PARTS.filter(({ scope }) => !scope || viewer.can(scope));
  return (
    <>
      <h1>Settings</h1>
      <nav aria-label="Settings" className="settings-nav">
        {parts.map(({ path, label }) => (
          <NavLink key={path} to={`/admin/settings/${path}`}>
            {label}
          </NavLink>
        ))}
      </nav>
      <Routes>
        <Route index element={<Navigate to={parts[0]?.path ?? 'account'} replace />} />
        {parts.map(({ path, element }) => (
          <Route key={path} path={path} element={element} />
        ))}
        <Route path="*" element={<Empty title="There are no such settings, or your role does not allow them" />} />
      </Routes>
    </>
  );
}
