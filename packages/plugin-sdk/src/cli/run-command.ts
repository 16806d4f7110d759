import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildPlugin, readPluginSource } from '../bundle/build-plugin.ts';
import { actionsToSDL } from '../graphql/actions-to-sdl.ts';
import type { PluginManifest } from '../manifest/schema.ts';
import { type CommandResult, faults } from './command-result.ts';
import { create } from './commands/create.ts';
import { test } from './commands/test.ts';
import { typegen } from './commands/typegen.ts';
import type { CliConfig, CommandName } from './config.ts';
import { publishBundle } from './publish-bundle.ts';

const COMMANDS: Readonly<Record<CommandName, (config: CliConfig) => Promise<CommandResult>>> = {
  create,
  validate,
  typegen,
  test,
  build: buildToFile,
  publish,
};

/** Runs one command. */
export const runCommand = (config: CliConfig): Promise<CommandResult> => COMMANDS[config.command](config);

async function validate({ dir }: CliConfig): Promise<CommandResult> {
  const source = await readPluginSource(path.resolve(dir));
  if (!source.ok) return faults('validate', source.issues);
  const { id, version } = source.manifest;
  const { fields, warnings } = describeActions(source.manifest);
  const text = [
    `${id} ${version} is valid`,
    ...fields.map(field => `  ${field}`),
    ...warnings.map(warning => `  note: ${warning}`),
  ];
  return {
    exitCode: 0,
    report: { ok: true, command: 'validate', id, version, fields, warnings },
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
  const result = await publishBundle(built.archive, `${id}-${version}.zip`, { endpoint: endpoint!, token: token! });
  if (result.ok) {
    const report = {
      ok: true,
      command: 'publish',
      id,
      version,
      integrity: built.integrity,
      publication: result.publication,
    };
    return {
      exitCode: 0,
      report,
      text: `${id} ${version} is ${result.publication.version.status} (${built.integrity})`,
    };
  }
  const { reason, code, message, issues = [] } = result;
  const lines = issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`);
  return {
    exitCode: reason === 'refused' ? 3 : 4,
    report: { ok: false, command: 'publish', id, version, code, message, issues },
    text: [`${code}: ${message}`, ...lines].join('\n'),
  };
}

function describeActions(manifest: PluginManifest) {
  const { fields, warnings } = actionsToSDL(manifest);
  return {
    fields: fields.map(field => field.signature),
    warnings: warnings.map(warning => `${warning.path.join('.')} ${warning.message}`),
  };
}
