import { Navigate } from 'react-router';
import { usePlugin } from '../plugin/plugin-frame.tsx';
import { FailedHooks } from './failed-hooks.tsx';
import { Schedules } from './schedules.tsx';

/** What the plugin does without being asked: when it runs by itself, and what it could not take. */
export function BackgroundPage() {
  const { plugin, installation } = usePlugin();
  if (!installation) return <Navigate to={`/admin/plugins/${plugin.id}`} replace />;
  return (
    <>
      <Schedules installationId={installation.id} />
      <FailedHooks installationId={installation.id} />
    </>
  );
}
