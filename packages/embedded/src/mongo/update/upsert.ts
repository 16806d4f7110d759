import { ObjectId } from 'bson';
import { type Document, isDocument } from '../document.ts';
import { applyUpdate, isModifier, type UpdateRequest } from './apply-update.ts';

/** The document an upsert inserts: what the filter requires to be equal, changed by the update, with an _id. */
export function upsertedDocument(request: UpdateRequest): Document {
  const required = equalitiesOf(request.filter);
  const base = isModifier(request.update) ? required : '_id' in required ? { _id: required._id } : {};
  const { _id = new ObjectId(), ...fields } = applyUpdate(base, request, true);
  return { _id, ...fields };
}

function equalitiesOf(filter: Document, found: Document = {}): Document {
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDocument(part)) equalitiesOf(part, found);
    } else if (!path.startsWith('$')) {
      const operators = isDocument(condition) && Object.keys(condition).some(name => name.startsWith('$'));
      if (!operators && !(condition instanceof RegExp)) setPath(found, path, condition);
      else if (isDocument(condition) && '$eq' in condition) setPath(found, path, condition.$eq);
    }
  }
  return found;
}

function setPath(document: Document, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop()!;
  let at = document;
  for (const name of names) {
    if (!isDocument(at[name])) at[name] = {};
    at = at[name] as Document;
  }
  at[last] = value;
}
