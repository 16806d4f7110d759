import type { ContextOf } from '@ticketbase/plugin-sdk';
import type { Plugin } from './generated/plugin.ts';

export type Context = ContextOf<Plugin>;

/**
 * Puts a text into the bucket. Throws Error with what S3 answered, and what `ctx.signal` says when the call's time is almost over.
 * @param key its name, of letters, digits and `-_./` only
 */
export async function putObject(ctx: Context, key: string, body: string): Promise<void> {
  const { region, bucket } = ctx.configuration;
  const host = `s3.${region}.amazonaws.com`;
  const path = `/${bucket}/${key}`;
  const headers = await signed(ctx, { host, path, body });
  const answer = await ctx.fetch(`https://${host}${path}`, { method: 'PUT', headers, body, signal: ctx.signal });
  if (answer.ok) return;
  const code = /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1] ?? 'no reason';
  throw new Error(`S3 did not take ${key}: ${answer.status}, ${code}.`);
}

/**
 * The headers of a PUT, with a signature of version 4. The secret key is only ever the key of an HMAC that the platform
 * computes: what comes out of it is good for one day and region.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
async function signed(ctx: Context, { host, path, body }: { host: string; path: string; body: string }) {
  const { region, accessKeyId } = ctx.configuration;
  const time = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const day = time.slice(0, 8);
  const content = await ctx.crypto.hash('sha256', body);
  const names = 'content-type;host;x-amz-content-sha256;x-amz-date';
  const type = 'text/csv; charset=utf-8';
  const request = [
    ...['PUT', path, ''],
    ...[`content-type:${type}`, `host:${host}`, `x-amz-content-sha256:${content}`, `x-amz-date:${time}`, ''],
    ...[names, content],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, await ctx.crypto.hash('sha256', request)].join('\n');
  let key = await ctx.crypto.hmac('sha256', `AWS4${ctx.secret('secretAccessKey')}`, day);
  for (const part of [region, 's3', 'aws4_request', text])
    key = await ctx.crypto.hmac('sha256', key, part, 'hex', 'hex');
  return {
    'content-type': type,
    'x-amz-content-sha256': content,
    'x-amz-date': time,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${key}`,
  };
}
