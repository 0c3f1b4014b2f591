import { entry, type Entry } from './entry.ts'

/** What is wrong with a request as such, who asks, and trying again. */
export const ofRequests = {
  // The request as such
  body_not_json: entry(400, 'The body is not JSON', 'Send one valid JSON document in UTF-8.'),
  body_too_large: entry(413, 'The body is too large', 'Send fewer items per request.'),
  media_type_unsupported: entry(
    415,
    'The content type is not supported',
    'Send content-type: application/json.',
  ),
  field_invalid: entry(400, 'A field is not valid', 'Correct the named field and send again.'),
  field_unknown: entry(
    400,
    'A field is not known',
    'Remove the named field or correct its spelling; nothing is ignored in silence.',
  ),
  text_invalid: entry(
    400,
    'A text holds characters that cannot be stored',
    'Remove NUL characters and lone surrogates from the named field.',
  ),
  route_unknown: entry(404, 'There is nothing at this address', 'See /reference for all routes.'),
  method_not_allowed: entry(405, 'This address has no such method', 'See /reference.'),
  // Who asks
  sign_in_required: entry(
    401,
    'You are not signed in',
    'Sign in, or send an API key as Authorization: Bearer.',
  ),
  sign_in_failed: entry(
    401,
    'The e-mail address or the password is not right',
    'Try again, or set a new password with `npm run tutti -- user password <e-mail>`.',
  ),
  api_key_invalid: entry(401, 'The API key is not valid', 'Check the key, or create another.'),
  api_key_expired: entry(401, 'The API key has expired', 'Create another key.'),
  permission_missing: entry(
    403,
    'The permission for this is missing',
    'Ask an administrator for the named permission.',
  ),
  person_only: entry(
    403,
    'Only a person has this',
    'Sign in as a person; an API key has no settings and no views of its own.',
  ),
  not_yours: entry(403, 'It belongs to somebody else', 'Ask its owner, or make one of your own.'),
  outside_scope: entry(
    403,
    'You would not see it afterwards',
    'Who sees some locations only sees no new one. Ask somebody who sees all of them to ' +
      'create it, and to let you see it.',
  ),
  cross_site: entry(
    403,
    'The request came from another site',
    'Use the pages of this server, or an API key.',
  ),
  too_many_attempts: entry(429, 'Too many attempts', 'Wait as long as Retry-After says.'),
  too_many_streams: entry(
    429,
    'Too many streams are open',
    'Close one; let the pages of one browser share a stream.',
  ),
  // Trying again
  idempotency_key_missing: entry(
    400,
    'The Idempotency-Key header is missing',
    'Send a fresh unique key with every new POST, and the same key when you retry it.',
  ),
  idempotency_key_invalid: entry(
    400,
    'The Idempotency-Key is not valid',
    'Use 1 to 200 printable ASCII characters, a UUID for example.',
  ),
  idempotency_key_reused: entry(
    422,
    'This Idempotency-Key was used for another request',
    'Use a fresh key for a new request; retry an old one with exactly the same body.',
  ),
  idempotency_key_in_use: entry(
    409,
    'The request with this Idempotency-Key is still being worked on',
    'Wait a moment and send it again with the same key.',
  ),
  archived: entry(
    409,
    'It is archived, and changes no more',
    'Make another one, with a code of its own.',
  ),
  version_conflict: entry(
    409,
    'It has been changed in the meantime',
    'Read it again and decide on the current version.',
  ),
  locked: entry(
    503,
    'Somebody else is changing this right now',
    'Nothing was written. Try again after Retry-After seconds, with the same key.',
  ),
  overloaded: entry(503, 'The server has too much to do', 'Try again after Retry-After seconds.'),
  not_built: entry(
    503,
    'The web apps are not built',
    'Build them with npm run build and start Tutti again; npm start does both.',
  ),
  not_ready: entry(503, 'The server is starting or stopping', 'Try again in a few seconds.'),
  database_unavailable: entry(
    503,
    'The database does not answer',
    'Nothing was written that was not confirmed. Try again with the same key.',
  ),
} as const satisfies Record<string, Entry>
