import type { FastifyInstance } from 'fastify'

/** Pages post a few short fields; nothing else may be sent as a form. */
const LIMIT = 10_240

/** Lets pages receive HTML forms; routes of the API go on refusing everything but JSON. */
export function addFormParser(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LIMIT },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))))
    },
  )
}
