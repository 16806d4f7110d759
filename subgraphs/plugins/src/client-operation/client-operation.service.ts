import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, ForbiddenError, type Issue, newId, type Viewer } from '@ticketbase/kernel';
import { parseInput } from '@ticketbase/subgraph-kit';
import { type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { isStorable } from '../storable-text.ts';
import { type ClientOperation, ClientOperationEntity } from './client-operation.entity.ts';
import { type RegisterOperationsInput, registerOperationsSchema } from './client-operation.type.ts';

const MAX_TOKENS = 5_000;
/** Clients of one organization; each operation of each is checked on every publication. */
const CLIENTS = 10;

/** The operations of an organization's clients, and of the server's own. */
export class ClientOperationService {
  private readonly em: EntityManager;
  private readonly viewer: Viewer;
  private readonly schema: () => GraphQLSchema;

  /** @param schema what clients see now */
  constructor(em: EntityManager, viewer: Viewer, schema: () => GraphQLSchema) {
    this.em = em;
    this.viewer = viewer;
    this.schema = schema;
  }

  /** What the viewer's organization registered, and what the server did; by client and name. */
  list(): Promise<ClientOperation[]> {
    const ownerOrganizationId = this.viewer.require('plugins:manage');
    return this.em.find(
      ClientOperationEntity,
      { $or: [{ ownerOrganizationId }, { ownerOrganizationId: null }] },
      { orderBy: { client: 'asc', name: 'asc', id: 'asc' } },
    );
  }

  /** Replaces the operations of one client. Throws BAD_USER_INPUT, or FORBIDDEN for the server's own without being an operator. */
  async register(given: RegisterOperationsInput): Promise<ClientOperation[]> {
    const { client, documents, forServer } = parseInput(registerOperationsSchema, given);
    if (forServer && !this.viewer.isOperator) throw new ForbiddenError();
    const ownerOrganizationId = forServer ? null : this.viewer.require('plugins:manage');
    const named = this.named(documents);
    return this.em.transactional(async tx => {
      // Registrations of one owner come one after another, so that their clients can be counted.
      await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 1))', [
        `client-operations:${ownerOrganizationId}`,
      ]);
      await tx.nativeDelete(ClientOperationEntity, { ownerOrganizationId, client });
      const others = await tx.findAll(ClientOperationEntity, { where: { ownerOrganizationId }, fields: ['client'] });
      if (named.length > 0 && new Set(others.map(other => other.client)).size >= CLIENTS)
        throw new BadUserInputError([
          { path: 'client', message: `There can be ${CLIENTS} clients; forget one first.` },
        ]);
      const registeredAt = new Date();
      const operations = named.map(({ name, document }) =>
        tx.create(ClientOperationEntity, { id: newId(), ownerOrganizationId, client, name, document, registeredAt }),
      );
      await tx.persist(operations).flush();
      return operations.sort((a, b) => (a.name < b.name ? -1 : 1));
    });
  }

  private named(documents: readonly string[]): { name: string; document: string }[] {
    const issues: Issue[] = [];
    const named = new Map<string, string>();
    for (const [index, document] of documents.entries()) {
      const refuse = (message: string) => void issues.push({ path: `input.documents.${index}`, message });
      const name = nameOf(document, this.schema(), refuse);
      if (name === undefined) continue;
      if (named.has(name)) refuse(`Another document has the operation ${name}, too.`);
      named.set(name, document);
    }
    if (issues.length > 0) throw new BadUserInputError(issues);
    return [...named].map(([name, document]) => ({ name, document }));
  }
}

/** The name of the one operation in a document that the schema takes; else says why there is none. */
function nameOf(document: string, schema: GraphQLSchema, refuse: (message: string) => void): string | undefined {
  if (!isStorable(document)) return void refuse('Has a NUL or half a surrogate pair.');
  try {
    const parsed = parse(document, { maxTokens: MAX_TOKENS });
    const operations = parsed.definitions.filter(each => each.kind === Kind.OPERATION_DEFINITION);
    const name = operations[0]?.name?.value;
    if (operations.length !== 1 || !name) return void refuse('Must hold one operation, which has a name.');
    const [error] = validate(schema, parsed, undefined, { maxErrors: 1 });
    return error ? void refuse(error.message) : name;
  } catch (error) {
    return void refuse((error as Error).message);
  }
}
