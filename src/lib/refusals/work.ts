import { entry, type Entry } from './entry.ts'

/** What cannot be done with orders, work and stock. */
export const ofWork = {
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
  component_of_bundle: entry(
    409,
    'The line is part of a bundle',
    'Cancel units of the bundle by its own line, which `bundle` names. A part alone can be ' +
      'cancelled once no whole bundle can.',
  ),
  hold_closed: entry(409, 'The hold is closed already', 'Nothing is left to do.'),
  quota_exhausted: entry(
    409,
    'The quota of the channel leaves fewer units than that',
    'Offer at most what is `left`; the rule says until when.',
  ),
  purchase_limit_exceeded: entry(
    409,
    'That is more than one may buy',
    'Offer at most what is `left` of the limit.',
  ),
  minimum_quantity_not_met: entry(
    409,
    'That is less than one order may have of it',
    'Order at least `minQuantity` of the SKU, or none.',
  ),
  hold_unknown: entry(
    422,
    'The channel has no such hold',
    'Hold units first: POST /v1/stock-holds; or send the order without one.',
  ),
  hold_used: entry(
    409,
    'Another order was placed against the hold',
    'Look at that order (`id`); send this one without a hold.',
  ),
  hold_extended_enough: entry(
    409,
    'The hold has been extended as often as it may be',
    'Place the order before it expires, or hold anew then.',
  ),
  hold_by_whom: entry(
    422,
    'A rule limits the open holds of one, and the request does not say whose this is',
    'Send what you call the customer or the address: the named field.',
  ),
  holds_open_enough: entry(
    409,
    'So many holds are open already as one may have',
    'Release one, or wait until one expires.',
  ),
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
  sku_is_bundle: entry(
    422,
    'The SKU is a bundle, which has no stock of its own',
    'Record its components: GET /v1/skus/{code} names them.',
  ),
  sku_not_stocked: entry(
    422,
    'No stock is kept of the SKU',
    'Leave it out: there is always enough of it.',
  ),
  stock_insufficient: entry(409, 'There is not enough stock here', 'Ask for what is available.'),
  safety_stock_kept: entry(
    409,
    'What is there is kept as safety stock',
    'Choose another location, or change the rule that `short` names.',
  ),
  conditions_exceed: entry(
    409,
    'More units are damaged, on display or kept back than are said to be unavailable',
    'Say of each condition how many there are (`conditions`), or a number that is at least theirs.',
  ),
  feed_unreadable: entry(422, 'The file cannot be read', 'Correct the named place; send it again.'),
  feed_row_invalid: entry(422, 'The row cannot be read', 'Give sku, quantity, perhaps location.'),
  feed_overtaken: entry(409, 'A newer feed has spoken of this', 'Nothing: newer numbers count.'),
  authority_elsewhere: entry(
    409,
    'Another system is in charge of the stock of this location',
    'Change the number in the system that `owner` names; it will tell it here.',
  ),
  receipt_closed: entry(
    409,
    'Nothing more is expected on this receipt',
    'Announce what is still to come as a new one: POST /v1/expected-receipts.',
  ),
  draft_empty: entry(
    409,
    'The draft changes nothing',
    'Change rules in the draft first, by the route ending in /draft/changes.',
  ),
  draft_not_empty: entry(
    409,
    'The draft has changes already',
    'Publish them, or drop them by the route ending in /draft/discards.',
  ),
  draft_has_errors: entry(
    409,
    'Rules of the draft contradict each other, or name what is not there',
    'Correct or remove the rules that `problems` names, then publish.',
  ),
  rule_not_ready: entry(
    409,
    'A rule cannot be made ready to decide',
    'Remove the rule that `rule` names from the draft, or make it anew. The log says what failed.',
  ),
  simulations_waiting: entry(
    409,
    'Many simulations wait already',
    'Wait until some are done, or cancel some, then ask again.',
  ),
  simulation_over: entry(409, 'The simulation is over already', 'Nothing is left to do.'),
  shadows_running: entry(
    409,
    'As many shadows run already as may at once',
    'Stop one of them (POST /v1/routing-shadows/{id}/stops), then start this one.',
  ),
  shadows_kept: entry(
    409,
    'As many shadows are kept already as may be',
    'Remove some that have ended (POST /v1/routing-shadows/{id}/removals).',
  ),
  shadow_over: entry(409, 'The shadow has ended already', 'Nothing is left to do.'),
  shadow_running: entry(
    409,
    'The shadow still runs',
    'Stop it first (POST /v1/routing-shadows/{id}/stops).',
  ),
  routing_tests_failed: entry(
    409,
    'The draft does not decide as routing tests expect',
    'Correct the draft or the tests that `tests` names, or say `despiteTests` and why.',
  ),
  approval_needed: entry(
    409,
    'Nobody else has approved the draft as it is',
    'Ask for it: POST /v1/routing-rules/draft/approval-requests; somebody else approves it then.',
  ),
  approval_not_needed: entry(409, 'No second person is needed', 'Publish the draft.'),
  approval_asked: entry(
    409,
    'It was asked for already',
    'Wait for the answer; once the draft is approved, publish it.',
  ),
  approval_not_open: entry(
    409,
    'Nobody asks to have this draft approved, or that is answered',
    'Read the draft: what was asked before it was changed is void.',
  ),
  approval_own: entry(
    403,
    'You have changed the draft, or asked for it yourself',
    'Somebody else has to approve it, who has done neither.',
  ),
  canary_running: entry(
    409,
    'A canary runs: nothing else is published meanwhile',
    'Promote it or return it: GET /v1/routing-canaries shows it first.',
  ),
  canary_over: entry(409, 'The canary is over already', 'Nothing is left to do.'),
  rules_coming: entry(
    409,
    'A published version decides only from later on: no canary could be compared with it',
    'Start the canary when that version decides, or withdraw that version first.',
  ),
  rules_not_coming: entry(
    409,
    'This version is not still to come',
    'GET /v1/routing-rules names those that are. What decides is replaced by publishing anew.',
  ),
  rules_made_from: entry(
    409,
    'A later version was made from this one',
    'Withdraw the later one first, or publish what shall count instead.',
  ),
  decision_not_repeatable: entry(
    409,
    'What the decision saw can no longer be put together',
    'Ask for the group as it is now: GET /v1/orders/{id}/groups/{no}/problem.',
  ),
  task_closed: entry(409, 'The task is closed already', 'Nothing is left to do.'),
  task_ends_itself: entry(
    409,
    'The task ends by itself as soon as its reason is gone, and not before',
    'Do its next step.',
  ),
} as const satisfies Record<string, Entry>
