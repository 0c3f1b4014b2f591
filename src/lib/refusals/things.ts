import { entry, type Entry } from './entry.ts'

/** What a request names, and amounts. */
export const ofThings = {
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
  location_not_in_pool: entry(
    422,
    'The location does not send for this channel',
    'Name a location of the pool of the channel, put this one into it ' +
      '(POST /v1/channels/{code}/changes), or leave `nominated` out.',
  ),
  prices_not_proven: entry(
    409,
    'Prices of scarce stock are not proven for this channel',
    'Simulate the plan as it is, and prices found the same way: a simulation of the last 35 days ' +
      'with orders of the channel must have passed. Until then: prices off.',
  ),
  channel_unknown: entry(
    422,
    'The channel is not known',
    'Create the channel first: POST /v1/channels.',
  ),
  brand_unknown: entry(
    422,
    'The brand is not known',
    'Create it first: POST /v1/brands. One that is archived is not named any more.',
  ),
  legal_entity_unknown: entry(
    422,
    'The legal entity is not known',
    'Create it first: POST /v1/legal-entities. One that is archived is not named any more.',
  ),
  partner_unknown: entry(
    422,
    'The partner is not known',
    'Create it first: POST /v1/partners. One that is archived is not named any more.',
  ),
  carrier_unknown: entry(
    422,
    'The carrier is not known',
    'Create it first: POST /v1/carriers. One that is archived is not named any more.',
  ),
  carrier_service_unknown: entry(
    422,
    'The service of a carrier is not known',
    'Create it first: POST /v1/carrier-services. One that is archived gets no more cards.',
  ),
  rate_card_missing: entry(
    409,
    'No rate card that is valid now is in the currency of the channel',
    'Give a service a card in that currency: POST /v1/rate-cards. Or take another tariff.',
  ),
  location_group_unknown: entry(
    422,
    'The group of locations is not known',
    'Create it first: POST /v1/location-groups. One that is archived is not named any more.',
  ),
  holiday_calendar_unknown: entry(
    422,
    'The holiday calendar is not known',
    'Create it first: POST /v1/holiday-calendars. One that is archived is not named any more.',
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
  bundle_invalid: entry(
    422,
    'The bundle cannot be made of that',
    'Give a bundle, and nothing else, its components: one or more, each once, none of them a ' +
      'bundle. A bundle itself is counted in whole units.',
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
      'where the channel is tax-exclusive). Discounts (what is taken off), shipping, tax and ' +
      'payments are 0 or more, and no price contains more tax than it is. Correct the named ' +
      'amount.',
  ),
} as const satisfies Record<string, Entry>
