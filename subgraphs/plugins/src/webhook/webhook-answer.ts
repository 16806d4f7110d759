import { z } from 'zod';

/** What an action answers an outside service with. */
const webhookResponse = z.object({
  status: z.int().min(200).max(599).default(200),
  body: z.string().max(65_536).optional(),
});

/** What an outside service is answered. */
export interface WebhookAnswer {
  readonly status: number;
  readonly body: string | null;
  readonly retryAfter: number | null;
}

export const answerWith = (status: number, body: string | null = null, retryAfter: number | null = null) => ({
  status,
  body,
  retryAfter,
});

/** The answer that a plugin's data makes; nothing means that it took the call. A 500 if it is none. */
export function answerFrom(data: unknown): WebhookAnswer {
  const parsed = webhookResponse.safeParse(data ?? {});
  return parsed.success ? answerWith(parsed.data.status, parsed.data.body ?? null) : answerWith(500);
}

/** Whether the call has had its effect, so that the same one must have no other. */
export const isTaken = ({ status }: WebhookAnswer): boolean => status < 300;
