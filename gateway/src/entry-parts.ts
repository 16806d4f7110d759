import type { ApolloServer } from '@apollo/server';
import type { Logger } from '@ticketbase/kernel';
import type { Admission } from './guard/admission.ts';
import type { CallerLimits } from './guard/caller-limits.ts';
import type { PersistedOperations } from './http/persisted-operations.ts';
import type { Identify } from './identity/identity.ts';
import type { RequestContext } from './request-context.ts';
import type { SupergraphSwitch } from './supergraph/supergraph-switch.ts';

/** What operations of this process are answered with: identified, admitted, executed. */
export interface OperationParts {
  readonly server: ApolloServer<RequestContext>;
  readonly identify: Identify;
  readonly admission: Admission;
  readonly supergraphs: SupergraphSwitch;
  readonly logger: Logger;
}

/** The same for whoever comes over the network: counted, and with operations known by their hash. */
export interface EntryParts extends OperationParts {
  readonly callers: CallerLimits;
  readonly persisted: PersistedOperations;
}
