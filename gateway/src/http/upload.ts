import busboy from 'busboy';
import type { Request, RequestHandler } from 'express';
import { BadRequestError, PayloadTooLargeError } from '../errors.ts';
import { UploadBudget } from './upload-budget.ts';
import { Upload, UploadForm, type UploadLimits } from './upload-form.ts';

/** A form can be sent by any site without asking; these headers cannot. */
const PREFLIGHTED_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * Reads GraphQL multipart requests (https://github.com/jaydenseric/graphql-multipart-request-spec) into the body that
 * a JSON request would have, each file set into the variables that `map` names for it.
 */
export function readUploads(limits: UploadLimits): RequestHandler {
  const budget = new UploadBudget(limits);
  return async (request, response, next) => {
    if (!request.is('multipart/form-data')) return next();
    if (!PREFLIGHTED_HEADERS.some(name => request.get(name)))
      throw new BadRequestError(`A multipart request needs one of the headers ${PREFLIGHTED_HEADERS.join(', ')}.`);
    const share = budget.open();
    response.once('close', () => share.release());
    request.body = await read(request, limits, bytes => share.take(bytes));
    next();
  };
}

function read(request: Request, limits: UploadLimits, take: (bytes: number) => void): Promise<Record<string, unknown>> {
  const form = new UploadForm(limits);
  return new Promise((resolve, reject) => {
    const parser = createParser(request, limits);
    const fail = (error: unknown) => {
      // What still comes is thrown away, so that the client gets to read the answer.
      request.unpipe(parser);
      request.resume();
      reject(error);
    };
    const attempt = (work: () => void) => {
      try {
        work();
      } catch (error) {
        fail(error);
      }
    };
    const broken = () => fail(new BadRequestError('The multipart body is broken.'));
    parser.on('field', (name, value, { valueTruncated }) => attempt(() => form.field(name, value, valueTruncated)));
    parser.on('file', (name, stream, { filename = '', mimeType }) => {
      const chunks: Buffer[] = [];
      attempt(() => form.expect(name));
      stream.on('data', (chunk: Buffer) =>
        attempt(() => {
          take(chunk.length);
          chunks.push(chunk);
        }),
      );
      stream.on('limit', () => fail(new PayloadTooLargeError('A file', limits.maxBytes)));
      stream.on('error', broken);
      stream.on('end', () => {
        const upload = new Upload(filename, mimeType, Buffer.concat(chunks));
        if (!stream.truncated) attempt(() => form.file(name, upload));
      });
    });
    parser.on('filesLimit', () => fail(new PayloadTooLargeError('The request', limits.maxFiles, 'files')));
    parser.on('error', broken);
    parser.on('close', () => attempt(() => resolve(form.body())));
    request.on('aborted', broken);
    request.pipe(parser);
  });
}

function createParser(request: Request, { maxBytes, maxFiles, maxFieldBytes }: UploadLimits): busboy.Busboy {
  const limits = { fileSize: maxBytes, files: maxFiles, fieldSize: maxFieldBytes, fields: 2, headerPairs: 20 };
  try {
    return busboy({ headers: request.headers, limits });
  } catch {
    throw new BadRequestError('The multipart content type is not valid.');
  }
}
