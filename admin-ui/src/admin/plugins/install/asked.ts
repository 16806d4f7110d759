import type { ExtensionTarget, PluginRequestKind } from '../../../generated/graphql.ts';
import { hookInWords, scopeInWords, TARGETS } from './permissions.ts';
import { scheduleInWords } from './schedule-in-words.ts';

/** What the server asks consent for, as it names it. */
export interface PluginRequest {
  readonly kind: PluginRequestKind;
  readonly name: string;
}

/** What is shown to whoever consents, and sent as what was consented to. */
export interface Asked {
  readonly scopes: readonly string[];
  readonly requests: readonly PluginRequest[];
}

/** A component, and what it is given to see. */
export interface ComponentRequest {
  readonly target: ExtensionTarget;
  readonly component: string;
  readonly fields: ReadonlyArray<{
    readonly type: string;
    readonly field: string;
    readonly description: string;
    readonly scope?: string | null;
  }>;
}

/** A version, with what tells its requests in words. */
export interface AskingVersion {
  readonly permissions: readonly string[];
  readonly requests: readonly PluginRequest[];
  readonly extensions: readonly ComponentRequest[];
  readonly secrets: ReadonlyArray<{
    readonly name: string;
    readonly title: string;
    readonly withheld: boolean;
    readonly hosts: readonly string[];
  }>;
}

/** All that a version asks for. */
export const askedBy = ({ permissions, requests }: AskingVersion): Asked => ({ scopes: permissions, requests });

/** What a version asks for that the organization has not consented to. */
export function askedBeyond(
  version: AskingVersion,
  installation: { readonly grantedPermissions: readonly string[]; readonly consented: readonly PluginRequest[] },
): Asked {
  const known = new Set(installation.consented.map(keyOf));
  return {
    scopes: version.permissions.filter(scope => !installation.grantedPermissions.includes(scope)),
    requests: version.requests.filter(request => !known.has(keyOf(request))),
  };
}

const keyOf = ({ kind, name }: PluginRequest) => `${kind} ${name}`;

/** One thing that a version may do, in words, and as the manifest has it. */
export interface Line {
  readonly key: string;
  readonly text: string;
  readonly code: string;
}

/** What is asked for as lines of a list: all of it, but the fields that `fieldsIn` finds. */
export function linesOf({ scopes, requests }: Asked, version: AskingVersion): Line[] {
  const told = new Set(version.extensions.flatMap(({ fields }) => fields.map(fieldName)));
  return [
    ...scopes.map(scope => ({ key: scope, text: scopeInWords(scope), code: scope })),
    ...requests
      .filter(({ kind, name }) => !isSecret(kind) && !(kind === 'FIELD' && told.has(name)))
      .map(request => ({ key: keyOf(request), ...inWords(request) })),
    ...secretLines(requests, version),
  ];
}

/** The components with those of their fields that are asked for. */
export function fieldsIn({ requests }: Asked, version: AskingVersion): ComponentRequest[] {
  const asked = new Set(requests.filter(({ kind }) => kind === 'FIELD').map(({ name }) => name));
  return version.extensions
    .map(component => ({ ...component, fields: component.fields.filter(field => asked.has(fieldName(field))) }))
    .filter(({ fields }) => fields.length > 0);
}

const fieldName = ({ type, field }: { readonly type: string; readonly field: string }) => `${type}.${field}`;
const isSecret = (kind: PluginRequestKind) => kind === 'SECRET' || kind === 'SECRET_IN_CODE' || kind === 'SECRET_HOST';

function inWords({ kind, name }: PluginRequest): Omit<Line, 'key'> {
  const words = name.split(' ');
  switch (kind) {
    case 'HOST':
      return { text: 'Send and receive data over the internet:', code: name };
    case 'HOOK':
      return { text: `Is told when ${hookInWords(name)}.`, code: name };
    case 'WEBHOOK':
      return { text: 'Is called from outside by its webhook', code: name };
    case 'COMPONENT':
      return { text: `Shows something ${TARGETS[words[0] as ExtensionTarget]}.`, code: words.slice(1).join(' ') };
    case 'PUBLIC_ACTION':
      return { text: 'Answers your buyers:', code: name };
    case 'SCHEDULE': {
      const [timeZone = '', action = ''] = words.slice(-2);
      return {
        text: `Runs by itself ${scheduleInWords({ cron: words.slice(0, -2).join(' '), timeZone })}:`,
        code: action,
      };
    }
    default:
      return { text: 'Is given to see', code: name };
  }
}

/** One line for each secret: a new one with every host that it may go to, another with the hosts that are new. */
function secretLines(requests: readonly PluginRequest[], { secrets }: AskingVersion): Line[] {
  const asks = (kind: PluginRequestKind, name: string) =>
    requests.some(request => request.kind === kind && request.name === name);
  return secrets.flatMap(({ name, title, withheld, hosts }) => {
    const key = `secret-${name}`;
    if (asks('SECRET', name) || asks('SECRET_IN_CODE', name)) {
      const uses = withheld ? 'Uses, without ever seeing it, the secret' : 'Is given the secret';
      const sent = hosts.length > 0 ? 'may be sent to:' : 'is sent nowhere.';
      return [{ key, text: `${uses} “${title}”, which ${sent}`, code: hosts.join(', ') }];
    }
    const to = hosts.filter(host => asks('SECRET_HOST', `${name} ${host}`));
    return to.length > 0 ? [{ key, text: `May send the secret “${title}” to:`, code: to.join(', ') }] : [];
  });
}
