type Entry = { status: number; title: string; remedy: string }

/**
 * Every refusal of the product: its HTTP status, what happened, and what the caller can do. Codes
 * are stable; the guide's page of problems is made from this. Where several faults are present, the
 * one that stands first here is the one told.
 */
export const refusals = {
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
    'Try again, or set a new password with `tutti user password <e-mail>`.',
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
    'Start Tutti with npm start, or build them with npm run build.',
  ),
  not_ready: entry(503, 'The server is starting or stopping', 'Try again in a few seconds.'),
  database_unavailable: entry(
    503,
    'The database does not answer',
    'Nothing was written that was not confirmed. Try again with the same key.',
  ),
  // What is there
  key_revoked: entry(409, 'The API key is revoked', 'Create another key: POST /v1/api-keys.'),
  not_found: entry(404, 'It does not exist', 'Check the id or code.'),
  code_taken: entry(409, 'The code is taken', 'Choose another code, or change what is there.'),
  sku_unknown: entry(422, 'The SKU is not known', 'Create the SKU first: POST /v1/skus.'),
  location_unknown: entry(
    422,
    'The location is not known',
    'Create the location first: POST /v1/locations.',
  ),
  channel_unknown: entry(
    422,
    'The channel is not known',
    'Create the channel first: POST /v1/channels.',
  ),
  brand_unknown: entry(422, 'The brand is not known', 'Create it first: POST /v1/brands.'),
  legal_entity_unknown: entry(
    422,
    'The legal entity is not known',
    'Create it first: POST /v1/legal-entities.',
  ),
  country_unknown: entry(422, 'The country is not known', 'Use a code of ISO 3166-1, e.g. FR.'),
  time_zone_unknown: entry(
    422,
    'The time zone is not known',
    'Use a name of the IANA time zone database, e.g. Europe/Paris.',
  ),
  hours_invalid: entry(
    422,
    'The opening hours are not valid',
    'Let each interval open before it closes and overlap no other of its day; a closed day has ' +
      'one exception without times.',
  ),
  person_unknown: entry(422, 'The person is not known', 'Use an id of GET /v1/people.'),
  permission_unknown: entry(422, 'The permission is not known', 'See the list in the guide.'),
  currency_unknown: entry(422, 'The currency is not known', 'Use a code of ISO 4217, e.g. EUR.'),
  picture_invalid: entry(
    422,
    'The picture cannot be shown to others',
    'Send one plain SVG drawing: without scripts, links, other documents or anything from outside.',
  ),
  picture_unknown: entry(
    422,
    'The picture is not known',
    'Send it first: POST /v1/pictures; then use the address it answers.',
  ),
  password_weak: entry(
    422,
    'The password is too easy to guess',
    'Use 12 to 128 characters that are no common password.',
  ),
  // Amounts
  quantity_invalid: entry(
    422,
    'The quantity is not valid',
    'Send a positive number with no more decimals than the SKU has.',
  ),
  price_invalid: entry(
    422,
    'The price is not valid',
    'Send a decimal string of at most 12 digits before and 6 after the point.',
  ),
  price_twice: entry(
    422,
    'There are two prices in one currency',
    'Send at most one price for each currency.',
  ),
  currency_mismatch: entry(
    422,
    'The currency is not that of the channel',
    'Send every amount of an order in the currency of its channel.',
  ),
  amounts_do_not_add_up: entry(
    422,
    'The amounts do not add up',
    'Line total = unit price × quantity, less discounts; order total = lines + shipping (+ tax ' +
      'where the channel is tax-exclusive). Correct the named amount.',
  ),
  // Orders
  card_number_refused: entry(
    422,
    'The order holds what looks like a payment card number',
    "Send the payment provider's token or reference; no card number may ever reach this server.",
  ),
  group_unknown: entry(422, 'The order has no such delivery group', 'Correct the group number.'),
  order_invalid: entry(422, 'The order is not valid', 'Correct the named part of the order.'),
  order_exists: entry(
    409,
    'The channel has sent this external id before, with another body',
    'Send a new external id for a new order; change the existing order by its id.',
  ),
  shortage: entry(
    409,
    'There is not enough stock',
    'Offer the customer what is available, or another date.',
  ),
  order_closed: entry(409, 'The order is closed', 'Nothing is left to change on it.'),
  line_unknown: entry(
    422,
    'The order has no such line',
    'Read the order and use its line numbers.',
  ),
  not_cancellable: entry(
    409,
    'That much of the line cannot be cancelled any more',
    'Cancel at most what `can` allows; the rest can only be returned.',
  ),
  hold_closed: entry(409, 'The hold is closed already', 'Nothing is left to do.'),
  order_in_work: entry(
    409,
    'Locations are working on the order already',
    'Cancel what is not packed, or let them decline it; then hold the order.',
  ),
  group_collected: entry(
    409,
    'The customer collects at the place they chose',
    'Agree another place or delivery with the customer.',
  ),
  units_picked: entry(
    409,
    'Units are picked already, or further along',
    'Let the location decline what is not packed; it is found elsewhere at once.',
  ),
  nothing_to_move: entry(
    409,
    'No stock is given to the delivery group, so nothing can be moved',
    'What waits for stock is served when stock comes.',
  ),
  already_there: entry(409, 'All of it comes from there already', 'Choose another location.'),
  place_excluded: entry(
    409,
    'The location may not serve this delivery group',
    'Choose another: GET /v1/orders/{id}/groups/{no}/candidates names those that can.',
  ),
  // Fulfilment
  work_closed: entry(
    409,
    'Nothing is left to do in this step',
    'Read the fulfilment order: `can` says what is possible now.',
  ),
  units_not_there: entry(
    409,
    'That many units are not there in this step',
    'Name at most the units that `possible` says.',
  ),
  // Stock
  stock_insufficient: entry(409, 'There is not enough stock here', 'Ask for what is available.'),
  receipt_closed: entry(
    409,
    'Nothing more is expected on this receipt',
    'Announce what is still to come as a new one: POST /v1/expected-receipts.',
  ),
  feed_unreadable: entry(422, 'The file cannot be read', 'Correct the named place; send it again.'),
  feed_row_invalid: entry(422, 'The row cannot be read', 'Give sku, quantity, perhaps location.'),
  feed_overtaken: entry(409, 'A newer feed has spoken of this', 'Nothing: newer numbers count.'),
  authority_elsewhere: entry(
    409,
    'Another system is in charge of the stock of this location',
    'Change the number in the system that `owner` names; it will tell it here.',
  ),
  task_closed: entry(409, 'The task is closed already', 'Nothing is left to do.'),
  task_ends_itself: entry(
    409,
    'The task ends by itself as soon as its reason is gone, and not before',
    'Do its next step.',
  ),
} as const satisfies Record<string, Entry>

function entry(status: number, title: string, remedy: string): Entry {
  return { status, title, remedy }
}
