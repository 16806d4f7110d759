import { z } from 'zod';
import { newId } from '../ids.ts';
import type { Viewer } from '../viewer.ts';
import { type DomainEventName, PAYLOADS, type Payload, SECRET_FIELDS } from './payloads.ts';

export const DOMAIN_EVENT_NAMES = Object.keys(PAYLOADS) as DomainEventName[];

/** Something that happened in one tenant, as it is stored in an outbox and delivered to other subgraphs. */
export interface DomainEvent<Name extends DomainEventName = DomainEventName> {
  readonly id: string;
  readonly name: Name;
  /** Version of the payload's shape. */
  readonly version: number;
  /** The tenant; null only for what concerns none, such as a published plugin. */
  readonly organizationId: string | null;
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly requestId: string;
  /** RFC 3339, UTC. */
  readonly occurredAt: string;
  readonly payload: Payload<Name>;
}

/** One event of any name, discriminated by it. */
export type AnyDomainEvent = { [Name in DomainEventName]: DomainEvent<Name> }[DomainEventName];

const envelope = z.object({
  id: z.uuid(),
  name: z.enum(DOMAIN_EVENT_NAMES as [DomainEventName, ...DomainEventName[]]),
  version: z.int().positive(),
  organizationId: z.uuid().nullable(),
  actor: z.object({ kind: z.string(), id: z.string().nullable() }),
  requestId: z.string(),
  occurredAt: z.iso.datetime(),
  payload: z.unknown(),
});

/** Makes an event, checked against its schema: a wrong payload is a programming error and throws. */
export function domainEvent<Name extends DomainEventName>(
  name: Name,
  payload: Payload<Name>,
  by: { viewer: Viewer; requestId: string; organizationId?: string | null },
): DomainEvent<Name> {
  return {
    id: newId(),
    name,
    version: 1,
    organizationId: by.organizationId === undefined ? by.viewer.organizationId : by.organizationId,
    actor: by.viewer.actor,
    requestId: by.requestId,
    occurredAt: new Date().toISOString(),
    payload: PAYLOADS[name].parse(payload) as Payload<Name>,
  };
}

/** What the payload of an event must be, for one that somebody writes by hand. */
export const payloadSchema = (name: DomainEventName): z.ZodType => PAYLOADS[name];

/** Reads an event that came over a wire or out of storage. Throws ZodError. */
export function parseDomainEvent(value: unknown): AnyDomainEvent {
  const event = envelope.parse(value);
  return { ...event, payload: PAYLOADS[event.name].parse(event.payload) } as AnyDomainEvent;
}

/** The event without its secret fields: what most subscribers, logs and exports get. */
export function withoutSecrets(event: AnyDomainEvent): AnyDomainEvent {
  const secret = SECRET_FIELDS[event.name];
  return secret ? ({ ...event, payload: without(event.payload, new Set(secret)) } as AnyDomainEvent) : event;
}

function without(value: unknown, names: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map(part => without(part, names));
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([name]) => !names.has(name));
  return Object.fromEntries(kept.map(([name, part]) => [name, without(part, names)]));
}
