import { type DocumentNode, GraphQLError, type GraphQLErrorOptions, visit } from 'graphql';

const FAULT = 'Text must not contain U+0000 or half of a surrogate pair.';

/** PostgreSQL stores every text but these two kinds, and no one means to send either. */
const isStorable = (text: string): boolean => isPlainText(text) || (!text.includes('\u0000') && text.isWellFormed());

/** Most texts are ids: a look at each of a few characters takes less time than to ask about them all. */
function isPlainText(text: string): boolean {
  if (text.length > 64) return false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0 || unit >= 0xd800) return false;
  }
  return true;
}

/** The faults of texts in a document's literals. */
export function unstorableLiterals(document: DocumentNode): GraphQLError[] {
  const faults: GraphQLError[] = [];
  visit(document, {
    StringValue(node) {
      if (!isStorable(node.value)) faults.push(fault({ nodes: node }));
    },
  });
  return faults;
}

/** The faults of texts in variables, however deep; files are not looked into. */
export function unstorableVariables(variables: Readonly<Record<string, unknown>> | undefined): GraphQLError[] {
  if (isAllStorable(variables)) return [];
  return pathsOf(variables, '').map(path => fault({ extensions: { issues: [{ path, message: FAULT }] } }));
}

const fault = ({ extensions, ...options }: GraphQLErrorOptions) =>
  new GraphQLError(FAULT, { ...options, extensions: { ...extensions, code: 'BAD_USER_INPUT' } });

/** Nearly always, and then no paths are made. */
function isAllStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isAllStorable);
  if (!isPlain(value)) return true;
  for (const key in value)
    if (!isStorable(key) || !isAllStorable((value as Record<string, unknown>)[key])) return false;
  return true;
}

function pathsOf(value: unknown, path: string): string[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [path];
  const entries = Array.isArray(value) || isPlain(value) ? Object.entries(value) : [];
  return entries.flatMap(([key, part]) =>
    isStorable(key) ? pathsOf(part, path === '' ? key : `${path}.${key}`) : [path],
  );
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
