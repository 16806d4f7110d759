import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildPlugin } from '../bundle/build-plugin.ts';
import { actionsToSDL } from '../graphql/actions-to-sdl.ts';
import { nextRun } from '../manifest/schedule.ts';
import type { PluginManifest } from '../manifest/schema.ts';
import { type CommandResult, type CommandRun, faults, serverFault } from './command-result.ts';
import { create } from './commands/create.ts';
import { dev } from './commands/dev.ts';
import { failed, replay } from './commands/failed-hooks.ts';
import { logs } from './commands/logs.ts';
import { test } from './commands/test.ts';
import { trigger } from './commands/trigger.ts';
import { typegen } from './commands/typegen.ts';
import type { CliConfig, CommandName } from './config.ts';
import { publishBundle } from './publish-bundle.ts';
import { Server } from './server.ts';

const COMMANDS: Readonly<Record<CommandName, (config: CliConfig, run: CommandRun) => Promise<CommandResult>>> = {
  create,
  validate,
  typegen,
  test,
  build: buildToFile,
  publish,
  dev,
  logs,
  trigger,
  failed,
  replay,
};

/** Runs one command. */
export const runCommand = (config: CliConfig, run: CommandRun): Promise<CommandResult> =>
  COMMANDS[config.command](config, run);

async function validate({ dir }: CliConfig): Promise<CommandResult> {
  // What is valid builds: whatever would stop that is told here already.
  const built = await buildPlugin(dir);
  if (!built.ok) return faults('validate', built.issues);
  const { manifest } = built;
  const { id, version } = manifest;
  const { fields, warnings } = describeActions(manifest);
  const schedules = Object.entries(manifest.schedules).map(([name, schedule]) => ({
    name,
    nextRunAt: nextRun(schedule, new Date())?.toISOString(),
  }));
  const components = built.queries.map(({ target, component, query }) => ({
    target,
    component,
    scopes: query.scopes,
    fields: query.fields.map(({ type, field }) => `${type}.${field}`),
  }));
  const text = [
    `${id} ${version} is valid`,
    ...fields.map(field => `  ${field}`),
    ...components.map(
      ({ target, component, scopes, fields: seen }) =>
        `  ${component} at ${target} sees ${seen.join(', ')}${scopes.length > 0 ? ` (${scopes.join(', ')})` : ''}`,
    ),
    ...schedules.map(({ name, nextRunAt }) => `  ${name} comes next at ${nextRunAt}`),
    ...warnings.map(warning => `  note: ${warning}`),
  ];
  return {
    exitCode: 0,
    report: { ok: true, command: 'validate', id, version, fields, components, schedules, warnings },
    text: text.join('\n'),
  };
}

async function buildToFile({ dir, out }: CliConfig): Promise<CommandResult> {
  const built = await buildPlugin(dir);
  if (!built.ok) return faults('build', built.issues);
  const { id, version } = built.manifest;
  const file = out ? path.resolve(out) : path.resolve(dir, 'dist', `${id}-${version}.zip`);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, built.archive);
  const files = [...built.files.keys()].sort();
  const report = {
    ok: true,
    command: 'build',
    id,
    version,
    file,
    bytes: built.archive.byteLength,
    integrity: built.integrity,
    files,
  };
  return { exitCode: 0, report, text: `${file}: ${files.length} files, ${report.bytes} bytes, ${built.integrity}` };
}

async function publish({ dir, endpoint, token }: CliConfig): Promise<CommandResult> {
  const built = await buildPlugin(dir);
  if (!built.ok) return faults('publish', built.issues);
  const { id, version } = built.manifest;
  const server = new Server(endpoint!, token!);
  const published = await publishBundle(server, built.archive, `${id}-${version}.zip`);
  if (!published.ok) return serverFault('publish', published.fault, { id, version });
  const { integrity } = built;
  return {
    exitCode: 0,
    report: { ok: true, command: 'publish', id, version, integrity, publication: published.data },
    text: `${id} ${version} is ${published.data.version.status} (${integrity})`,
  };
}

function describeActions(manifest: PluginManifest) {
  const { fields, warnings } = actionsToSDL(manifest);
  return {
    fields: fields.map(field => field.signature),
    warnings: warnings.map(warning => `${warning.path.join('.')} ${warning.message}`),
  };
}
