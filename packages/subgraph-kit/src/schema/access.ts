import 'reflect-metadata';
import { ForbiddenError, type Scope, UnauthenticatedError, type Viewer } from '@ticketbase/kernel';
import { createMethodMiddlewareDecorator, Directive, Extensions } from 'type-graphql';

/**
 * Who may call an operation:
 * - `public`: anyone; the service decides what each viewer sees.
 * - `authenticated`: a signed-in person, whatever their role.
 * - `operator`: an operator of the server.
 * - `service`: other subgraphs only; the field is `@inaccessible`, so it is in no public schema.
 * - a scope: whoever holds it in their organization.
 */
export type AccessLevel = 'public' | 'authenticated' | 'operator' | 'service' | Scope;

/**
 * Declares beside an operation who may call it. `buildSubgraph` refuses a schema with a query or mutation that
 * declares nothing, and docs/permissions.md is checked against these declarations.
 */
export function Access(level: AccessLevel): MethodDecorator {
  const guard = createMethodMiddlewareDecorator<{ viewer: Viewer }>(({ context }, next) => {
    check(level, context.viewer);
    return next();
  });
  const hide = Directive('@inaccessible') as MethodDecorator;
  return (target, property, descriptor) => {
    (guard as MethodDecorator)(target, property, descriptor);
    (Extensions({ access: level }) as MethodDecorator)(target, property, descriptor);
    if (level === 'service') hide(target, property, descriptor);
  };
}

/**
 * Says beside a field of an entity which scope shows it to a program; the service itself decides who sees it. It stands in
 * docs/permissions.md and, as a tag, in the supergraph: what a plugin's component selects, and so what an organization
 * consents to, is known from there.
 */
export function Scoped(scope: Scope): MethodDecorator & PropertyDecorator {
  const decorators = [
    Directive(`@tag(name: "${SCOPE_TAG}${scope.replace(':', '/')}")`),
    Extensions({ access: scope }),
  ] as readonly MethodDecorator[];
  const decorate = (target: object, property: string | symbol, descriptor: PropertyDescriptor) => {
    for (const decorator of decorators) decorator(target, property, descriptor);
  };
  return decorate as MethodDecorator & PropertyDecorator;
}

/** How tags that name scopes begin; the colon, which tags cannot have, is a slash in them. */
const SCOPE_TAG = 'scope/';

function check(level: AccessLevel, viewer: Viewer): void {
  switch (level) {
    case 'public':
      return;
    case 'service':
      if (!viewer.isService) throw new ForbiddenError();
      return;
    case 'authenticated':
      viewer.requireUser();
      return;
    case 'operator':
      if (viewer.isAnonymous) throw new UnauthenticatedError();
      if (!viewer.isOperator) throw new ForbiddenError();
      return;
    default:
      viewer.require(level);
  }
}
