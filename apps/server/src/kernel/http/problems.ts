import type { Locale } from '@wengong/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { databaseError, isConnectionLoss, OutcomeUnknown } from '../db.ts';
import { type ErrorCode, Problem, problemDocument } from '../errors.ts';
import { fieldWords } from './field-words.ts';
import { PROBLEM_PAGE_POLICY, problemPage, wantsPage } from './problem-page.ts';

/** English when the caller's first preference is English, else Chinese. */
export function localeOf(headers: Record<string, string | string[] | undefined>): Locale {
  const header = headers['accept-language'];
  return typeof header === 'string' && /^\s*en\b/i.test(header) ? 'en' : 'zh';
}

/** Turns everything thrown into a problem of the catalogue; what is not foreseen is logged and becomes a 500. */
export function installProblems(
  app: FastifyInstance,
  constraints: Readonly<Record<string, ErrorCode>>,
): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error as FastifyError, request, constraints);
    if (problem.status >= 500 && problem.code !== 'busy') request.log.error({ err: error }, 'request failed');
    return sendProblem(problem, request, reply);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(new Problem('not-found'), request, reply));
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter));
  reply.code(problem.status).header('cache-control', 'no-store');
  if (wantsPage(request)) {
    const inWords = (locale: Locale) => problemDocument(problem, locale, request.url);
    const what = request.method === 'POST' ? 'sent' : 'asked';
    reply.header('content-security-policy', PROBLEM_PAGE_POLICY);
    return reply.type('text/html; charset=utf-8').send(problemPage(inWords('zh'), inWords('en'), what));
  }
  return reply
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problemDocument(problem, localeOf(request.headers), request.url));
}

function toProblem(
  error: FastifyError,
  request: FastifyRequest,
  constraints: Readonly<Record<string, ErrorCode>>,
): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const locale = localeOf(request.headers);
    const fields = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: fieldWords(issue, locale),
    }));
    const details = fields.map((field) => `${field.path}: ${field.message}`).join('; ');
    return new Problem('invalid-request', { details }, { fields });
  }
  return (
    fromDatabase(error, constraints) ??
    fromFastify(error) ??
    new Problem('internal-error', { requestId: request.id }, { cause: error })
  );
}

function fromDatabase(error: unknown, constraints: Readonly<Record<string, ErrorCode>>): Problem | null {
  if (error instanceof OutcomeUnknown)
    return new Problem('outcome-unknown', {}, { retryAfter: 2, cause: error });
  if (isConnectionLoss(error)) return new Problem('busy', {}, { retryAfter: 2, cause: error });
  const fact = databaseError(error);
  if (fact === null) return null;
  const named = fact.constraint === undefined ? undefined : constraints[fact.constraint];
  if (named !== undefined) return new Problem(named, {}, { cause: error });
  // Lock not available, deadlock, serialization failure, statement cancelled, too many connections.
  if (['55P03', '40P01', '40001', '57014', '53300'].includes(fact.code)) {
    return new Problem('busy', {}, { retryAfter: 2, cause: error });
  }
  // A text with a NUL character, which JSON may carry and PostgreSQL cannot store.
  if (['22021', '22P05'].includes(fact.code)) {
    return new Problem('invalid-request', { details: 'U+0000' }, { cause: error });
  }
  return null;
}

function fromFastify(error: FastifyError): Problem | null {
  const codes: Readonly<Record<number, ErrorCode>> = {
    404: 'not-found',
    413: 'body-too-large',
    415: 'unsupported-media-type',
    503: 'busy',
  };
  const status = error.statusCode ?? 500;
  const code = codes[status];
  if (code !== undefined) return new Problem(code, {}, code === 'busy' ? { retryAfter: 5 } : {});
  if (status >= 400 && status < 500) return new Problem('invalid-request', { details: error.message });
  return null;
}
