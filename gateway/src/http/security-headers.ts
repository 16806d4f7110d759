import cors from 'cors';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

export interface SecurityOptions {
  readonly publicUrl: string;
  /** Origins that may hold images and plugin files, such as the object storage's. */
  readonly assetOrigins: readonly string[];
  readonly corsOrigins: readonly string[];
}

/** A content security policy under which the admin app and the explorer work, and nothing from elsewhere runs. */
export function securityHeaders({ publicUrl, assetOrigins }: SecurityOptions): RequestHandler {
  const secure = publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The editor of the explorer writes style elements.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...assetOrigins],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", ...assetOrigins],
        workerSrc: ["'self'", 'blob:'],
        frameSrc: ["'self'", 'blob:'],
        frameAncestors: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
  });
}

/** Answers browsers on other sites, if the configuration names them; without this they may not read an answer. */
export function crossOrigin({ corsOrigins }: SecurityOptions): RequestHandler {
  if (corsOrigins.length === 0) return (_request, _response, next) => next();
  return cors({
    origin: [...corsOrigins],
    credentials: true,
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id'],
    maxAge: 600,
  });
}
