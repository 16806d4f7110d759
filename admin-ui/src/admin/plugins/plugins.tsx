import { Route, Routes } from 'react-router';
import { NothingHere } from '../layout/nothing-here.tsx';
import { BackgroundPage } from './background/background-page.tsx';
import { InstallPage } from './install/install-page.tsx';
import { LogsPage } from './logs/logs-page.tsx';
import { Marketplace } from './marketplace/marketplace.tsx';
import { OperationsPage } from './operations/operations-page.tsx';
import { AboutPage } from './plugin/about-page.tsx';
import { PluginFrame } from './plugin/plugin-frame.tsx';
import { PublishPage } from './publish/publish-page.tsx';
import { ReviewQueue } from './review/review-queue.tsx';
import { VersionPage } from './review/version-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { TryPage } from './try/try-page.tsx';
import './plugins.css';

/** The marketplace, and what the organization has installed from it. */
export function Plugins() {
  return (
    <Routes>
      <Route index element={<Marketplace />} />
      <Route path="review" element={<ReviewQueue />} />
      <Route path="operations" element={<OperationsPage />} />
      <Route path="publish" element={<PublishPage />} />
      <Route path=":id" element={<PluginFrame />}>
        <Route index element={<AboutPage />} />
        <Route path="version" element={<VersionPage />} />
        <Route path="install" element={<InstallPage />} />
        <Route path="settings" element={<SettingsPage />} />
        <Route path="background" element={<BackgroundPage />} />
        <Route path="logs" element={<LogsPage />} />
        <Route path="try" element={<TryPage />} />
      </Route>
      <Route path="*" element={<NothingHere />} />
    </Routes>
  );
}
